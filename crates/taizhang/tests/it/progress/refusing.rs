use super::{all, project};
use crate::kit::{Who, World};
use domain::facts::{AnnualPlan, MonthlyReport, PaidIn};

on_both! {
    async fn what_no_calendar_and_no_ledger_has_is_refused_in_words_at_its_field(world: World) {
        let tree = world.settle().await;
        let (_, path) = project(&world, &tree).await;
        let report = ("reports", [("year", "2022"), ("month", "5"), ("month_fen", "10")]);
        let plan = ("plans", [("year", "2022"), ("kind", "annualPlan"), ("decided_on", "2022-01-01")]);
        let paid = ("paid-in", [("day", "2022-05-01"), ("amount_fen", "10"), ("fund_source", "loan")]);
        let cases = [
            (report, "month", "13"),
            (report, "month", "7"),
            (report, "year", "2023"),
            (report, "month_fen", "-"),
            (plan, "invest_fen", "-5"),
            (report, "month_fen", "约5"),
            (report, "month_fen", "很多"),
            (plan, "year", "3000"),
            (plan, "year", ""),
            (plan, "decided_on", "2022-07-01"),
            (plan, "kind", "planToDate"),
            (paid, "amount_fen", "0"),
            (paid, "day", "2022-09-01"),
        ];
        for ((below, fields), name, wrong) in cases {
            let mut typed = fields.to_vec();
            typed.iter_mut().filter(|field| field.0 == name).for_each(|field| field.1 = wrong);
            let page = world.post(Who::Clerk, &format!("{path}/{below}"), &typed).await;
            assert_eq!(page.status, 422, "{below} {name} {wrong}");
            let field = if wrong == "planToDate" { "month" } else { name };
            assert!(page.says(&format!("id=\"{field}-wrong\"")), "{below} {name} {wrong}");
        }
        assert!(all::<MonthlyReport>(&world).await.is_empty());
        assert!(all::<AnnualPlan>(&world).await.is_empty() && all::<PaidIn>(&world).await.is_empty());
    }

    async fn a_month_is_reported_once_and_a_form_sent_twice_is_one_change(world: World) {
        let tree = world.settle().await;
        let (_, path) = project(&world, &tree).await;
        let reports = format!("{path}/reports");
        let fields = [("year", "2022"), ("month", "5"), ("month_fen", "10"), ("form-key", "k1")];
        let first = world.post(Who::Clerk, &reports, &fields).await;
        let again = world.post(Who::Clerk, &reports, &fields).await;
        assert_eq!((first.status.as_u16(), again.status.as_u16()), (303, 303));
        let other = world.post(Who::Reviewer, &reports, &[("year", "2022"), ("month", "5"), ("month_fen", "12")]).await;
        assert!(other.status == 422 && other.says("该月已有月报") && other.says("href=\"#month\""));
        assert_eq!(all::<MonthlyReport>(&world).await.len(), 1);
    }

    async fn an_empty_plan_and_crossed_versions_are_refused(world: World) {
        let tree = world.settle().await;
        let (_, path) = project(&world, &tree).await;
        let plans = format!("{path}/plans");
        let bare = world.post(Who::Clerk, &plans, &[("year", "2022"), ("kind", "target"), ("decided_on", "2022-03-01")]).await;
        assert!(bare.status == 422 && bare.says("href=\"#invest_fen\""));
        let fields = [("year", "2022"), ("kind", "target"), ("decided_on", "2022-03-01"), ("invest_fen", "9")];
        world.post(Who::Clerk, &plans, &fields).await;
        let earlier = [("year", "2022"), ("kind", "target"), ("decided_on", "2022-02-01"), ("invest_fen", "8")];
        let crossed = world.post(Who::Clerk, &plans, &earlier).await;
        assert!(crossed.status == 422 && crossed.says("第1版自2022-03-01起执行"));
    }
}
