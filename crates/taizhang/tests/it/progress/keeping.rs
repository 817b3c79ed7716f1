use super::{all, project, promising};
use crate::kit::{Who, World, day};
use domain::facts::{ActualOutput, AnnualPlan, Evidence, MonthlyReport, MonthlyReportId, PaidIn, Resumption};
use domain::{FundSource, Money, PlanKind, Precision, ResumptionState};
use taizhang::ledger::verify;

/// The beginning of a PNG: two by one pixels.
const PHOTO: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x01\x08\x06\0\0\0";

on_both! {
    async fn a_plan_recorded_again_is_its_next_version_and_the_page_tells_which_is_in_force(world: World) {
        let tree = world.settle().await;
        let (_, path) = project(&world, &tree).await;
        let plans = format!("{path}/plans");
        let first = [("year", "2022"), ("kind", "annualPlan"), ("decided_on", "2022-01-20"), ("invest_fen", "3200"), ("start_month", "3")];
        assert_eq!(world.post(Who::Clerk, &plans, &first).await.status, 303);
        let second = [("year", "2022"), ("kind", "annualPlan"), ("decided_on", "2022-06-10"), ("invest_fen", "0.5亿元")];
        assert_eq!(world.post(Who::Clerk, &plans, &second).await.status, 303);
        let target = [("year", "2022"), ("kind", "target"), ("decided_on", "2022-01-20"), ("invest_fen", "2000")];
        assert_eq!(world.post(Who::Clerk, &plans, &target).await.status, 303);
        let kept: Vec<_> = all::<AnnualPlan>(&world).await;
        let told: Vec<_> = kept.iter().map(|plan| (plan.kind, plan.version, plan.invest_fen.map(Money::fen))).collect();
        let wan = |wan: i64| Some(wan * 1_000_000);
        assert_eq!(told, [
            (PlanKind::AnnualPlan, 1, wan(3200)),
            (PlanKind::AnnualPlan, 2, wan(5000)),
            (PlanKind::Target, 1, wan(2000)),
        ]);
        let page = world.get(Who::Leader, &path).await;
        assert!(page.says("计划与进度") && page.says("第2版") && page.says("3,200.00") && page.says("3月开工"));
        assert_eq!(page.body.matches("现行").count(), 2, "one of each kind");
        let then = world.get(Who::Leader, &format!("{path}?true-on=2022-03-01")).await;
        assert!(then.says("3,200.00") && !then.says("第2版"), "the second was not decided yet");
        assert!(world.get(Who::Clerk, &format!("{path}?lang=en")).await.says("Plan and progress"));
    }

    async fn a_sum_entered_otherwise_than_the_months_add_up_is_a_question_and_stays(world: World) {
        let tree = world.settle().await;
        let (_, path) = project(&world, &tree).await;
        let reports = format!("{path}/reports");
        for (month, amount, ytd, since) in [("2", "100", "100", "1100"), ("3", "50", "150", "1150"), ("5", "20", "200", "1170")] {
            let fields = [("year", "2022"), ("month", month), ("month_fen", amount), ("year_to_date_fen", ytd), ("since_start_fen", since), ("progress", "主体施工")];
            let sent = world.post(Who::Clerk, &reports, &fields).await;
            assert_eq!(sent.status, 303, "{}", sent.body);
        }
        let page = world.get(Who::Clerk, &path).await;
        assert!(page.says("填报数与各月合计相差30万元，请核实；缺4月月报"), "{}", page.body);
        assert_eq!(page.body.matches("请核实").count(), 1);
        let may = all::<MonthlyReport>(&world).await.pop().unwrap();
        assert_eq!(may.year_to_date_fen, Some(Money::from_fen(200_000_000)), "as entered");
    }

    async fn a_correction_replaces_a_withdrawal_ends_and_both_are_taken_back(world: World) {
        let tree = world.settle().await;
        let (_, path) = project(&world, &tree).await;
        let outputs = format!("{path}/outputs");
        world.post(Who::Clerk, &outputs, &[("year", "2021"), ("output_fen", "5000"), ("jobs", "80")]).await;
        let kept = all::<ActualOutput>(&world).await.remove(0);
        let one = format!("{outputs}/{}", kept.id);
        let form = world.get(Who::Clerk, &one).await;
        assert!(form.says("value=\"5000\"") && form.says("万元"));
        let since = kept.since.to_string();
        let fields = [("since", since.as_str()), ("year", "2021"), ("output_fen", "6000"), ("jobs", "80")];
        assert_eq!(world.post(Who::Clerk, &one, &fields).await.status, 303);
        let stale = world.post(Who::Clerk, &one, &fields).await;
        assert!(stale.status == 422 && stale.says("已被他人改动"));
        let corrected = all::<ActualOutput>(&world).await.remove(0);
        assert_eq!((corrected.id, corrected.output_fen), (kept.id, Some(Money::from_fen(6_000_000_000))));
        assert!(world.get(Who::Auditor, &path).await.says("<del>"), "the history tells it");
        world.post(Who::Clerk, &format!("{one}/withdraw"), &[]).await;
        assert!(all::<ActualOutput>(&world).await.is_empty());
        let (head, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        assert_eq!(world.post(Who::Clerk, &format!("/changes/{head}/undo"), &[]).await.status, 303);
        assert_eq!(all::<ActualOutput>(&world).await.remove(0).body, corrected.body);
    }

    async fn money_in_is_summed_by_source_and_output_is_held_against_the_promise(world: World) {
        let tree = world.settle().await;
        let path = promising(&world, &tree).await;
        for (amount, source) in [("300", "selfRaised"), ("1亿元", "loan")] {
            let fields = [("day", "2022年5月"), ("amount_fen", amount), ("fund_source", source), ("land_premium", "1")];
            let sent = world.post(Who::Clerk, &format!("{path}/paid-in"), &fields).await;
            assert_eq!(sent.status, 303, "{}", sent.body);
        }
        for month in ["4", "5"] {
            let fields = [("year", "2022"), ("month", month), ("output_fen", "3000")];
            world.post(Who::Clerk, &format!("{path}/outputs"), &fields).await;
        }
        let paid = all::<PaidIn>(&world).await;
        let first = &paid[0];
        assert_eq!((first.day, first.precision, first.fund_source), (day(2022, 5, 31), Precision::Month, FundSource::SelfRaised));
        let page = world.get(Who::Leader, &path).await;
        assert!(page.says("10,300.00") && page.says("自筹资金") && page.says("2022年5月"));
        assert!(page.says("2022年（2个月合计）") && page.says("60.00%"));
    }

    async fn a_year_without_resumption_says_why(world: World) {
        let tree = world.settle().await;
        let (_, path) = project(&world, &tree).await;
        let resumptions = format!("{path}/resumptions");
        let bare = world.post(Who::Clerk, &resumptions, &[("year", "2022"), ("state", "notResumed")]).await;
        assert!(bare.status == 422 && bare.says("href=\"#reason\""));
        let fields = [("year", "2022"), ("state", "resumed"), ("day", "2022-02-20")];
        world.post(Who::Clerk, &resumptions, &fields).await;
        assert_eq!(all::<Resumption>(&world).await[0].state, ResumptionState::Resumed);
        assert!(world.get(Who::Leader, &path).await.says("已复工"));
        let again = world.post(Who::Clerk, &resumptions, &fields).await;
        assert!(again.status == 422 && again.says("该年度已有复工情况"));
    }

    async fn a_photo_hangs_under_its_month_and_stays_when_the_month_is_withdrawn(world: World) {
        let tree = world.settle().await;
        let (_, path) = project(&world, &tree).await;
        world.post(Who::Clerk, &format!("{path}/reports"), &[("year", "2022"), ("month", "5"), ("progress", "封顶")]).await;
        let report = all::<MonthlyReport>(&world).await[0].id;
        let id = report.to_string();
        let sent = world.upload(Who::Clerk, &format!("{path}/files"), &[("report", &id)], ("file", "封顶.jpg", PHOTO)).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let photo = all::<Evidence>(&world).await[0].id;
        let shown = world.get(Who::Reviewer, &path).await;
        assert!(shown.says(&format!("<img class=\"photo\" src=\"{path}/files/{photo}\" alt=\"封顶.jpg\"")), "{}", shown.body);
        let served = world.get(Who::Reviewer, &format!("{path}/files/{photo}")).await;
        let header = |name: &str| served.headers[name].to_str().unwrap();
        assert_eq!((header("content-type"), header("x-content-type-options")), ("image/png", "nosniff"), "by what is in it");
        assert_eq!(all::<Evidence>(&world).await[0].report, Some(MonthlyReportId(report)));
        assert!(world.get(Who::Leader, &path).await.says("2022年5月月报"));
        world.post(Who::Clerk, &format!("{path}/reports/{report}/withdraw"), &[]).await;
        assert_eq!(all::<Evidence>(&world).await[0].report, None);
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }

    async fn a_photo_is_a_picture_whatever_it_is_called(world: World) {
        let tree = world.settle().await;
        let (_, path) = project(&world, &tree).await;
        world.post(Who::Clerk, &format!("{path}/reports"), &[("year", "2022"), ("month", "5"), ("progress", "封顶")]).await;
        let report = all::<MonthlyReport>(&world).await[0].id.to_string();
        let heic: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0";
        for (name, bytes, said) in [("x.exe", b"MZ\x90".as_slice(), "这不是图片"), ("x.png", b"text", "这不是图片"), ("e.jpg", b"", "这不是图片"), ("x.heic", heic, "另存为 JPEG")] {
            let sent = world.upload(Who::Clerk, &format!("{path}/files"), &[("report", &report)], ("file", name, bytes)).await;
            assert!(sent.status == 422 && sent.says(said) && sent.says("id=\"file-wrong\""), "{name}: {}", sent.body);
        }
        assert!(all::<Evidence>(&world).await.is_empty());
        let paper = world.upload(Who::Clerk, &format!("{path}/files"), &[], ("file", "批复.pdf", b"%PDF-1.7")).await;
        assert_eq!(paper.status, 303, "other files stay what they are");
    }

    async fn the_neighbour_and_the_reader_write_nothing_and_the_neighbour_sees_nothing(world: World) {
        let tree = world.settle().await;
        let (_, path) = project(&world, &tree).await;
        let fields = [("year", "2022"), ("month", "5"), ("progress", "秘密进度")];
        world.post(Who::Clerk, &format!("{path}/reports"), &fields).await;
        let report = all::<MonthlyReport>(&world).await[0].id;
        for below in ["plans", "reports", "paid-in", "outputs", "resumptions"] {
            assert_eq!(world.get(Who::Neighbour, &format!("{path}/{below}")).await.status, 404);
            assert_eq!(world.post(Who::Neighbour, &format!("{path}/{below}"), &fields).await.status, 404);
            assert_eq!(world.post(Who::Leader, &format!("{path}/{below}"), &fields).await.status, 403);
        }
        let withdraw = format!("{path}/reports/{report}/withdraw");
        assert_eq!(world.post(Who::Neighbour, &withdraw, &[]).await.status, 404);
        assert!(world.get(Who::Leader, &path).await.says("秘密进度"));
        for page in ["/projects", "/changes", &path] {
            assert!(!world.get(Who::Neighbour, page).await.says("秘密进度"));
        }
        assert_eq!(all::<MonthlyReport>(&world).await.len(), 1);
    }
}
