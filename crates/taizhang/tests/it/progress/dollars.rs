//! Money that arrived in dollars: kept with its rate and the day of it.

use super::{all, project};
use crate::imports::{confirm, preview};
use crate::kit::{Who, World};
use domain::facts::PaidIn;
use domain::money::Dollars;
use taizhang::ledger::verify;

const ZONE: &str = "晋中经济技术开发区";

/// Fen, cents and rate of what is kept, the smaller first.
async fn kept(world: &World) -> Vec<(i64, Option<i64>, Option<String>)> {
    let told = |paid: &PaidIn| {
        let dollars: Option<Dollars> = paid.dollars();
        (paid.amount_fen.fen(), dollars.map(|it| it.cents), dollars.map(|it| it.rate.text()))
    };
    let mut kept: Vec<_> = all::<PaidIn>(world).await.iter().map(|it| told(it)).collect();
    kept.sort();
    kept
}

on_both! {
    async fn dollars_count_by_their_rate_and_are_shown_with_it(world: World) {
        let tree = world.settle().await;
        let (_, path) = project(&world, &tree).await;
        let told = [("day", "2022-05-10"), ("amount_fen", ""), ("fund_source", "foreign"), ("usd_cents", "1000"), ("usd_rate_e6", "6.7114"), ("usd_rate_on", "2022-05-09")];
        let sent = world.post(Who::Clerk, &format!("{path}/paid-in"), &told).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert_eq!(kept(&world).await, [(6_711_400_000, Some(1_000_000_000), Some("6.7114".into()))]);
        let page = world.get(Who::Leader, &path).await;
        assert!(page.says("6,711.40") && page.says("1,000万美元，1美元=6.7114元（2022-05-09）"), "{}", page.body);
        assert!(world.get(Who::Leader, &format!("{path}?lang=en")).await.says("US$1,000 × 10,000 at 6.7114 (2022-05-09)"));
        let record = all::<PaidIn>(&world).await.remove(0);
        let one = format!("{path}/paid-in/{}", record.id);
        let form = world.get(Who::Clerk, &one).await;
        assert!(form.says("value=\"1000\"") && form.says("value=\"6.7114\""), "{}", form.body);
        let since = record.since.to_string();
        let mut in_yuan = told.map(|(name, value)| if name.starts_with("usd") { (name, "") } else { (name, value) }).to_vec();
        in_yuan.push(("since", &since));
        in_yuan[1].1 = "6000";
        assert_eq!(world.post(Who::Clerk, &one, &in_yuan).await.status, 303);
        assert_eq!(kept(&world).await, [(6_000_000_000, None, None)]);
        assert!(world.get(Who::Auditor, &path).await.says("1,000 万美元"), "the history tells what it was");
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }

    async fn dollars_that_do_not_fit_are_refused_at_their_field(world: World) {
        let tree = world.settle().await;
        let (_, path) = project(&world, &tree).await;
        let told = [("day", "2022-05-10"), ("amount_fen", "6711.4"), ("fund_source", "foreign"), ("usd_cents", "1000"), ("usd_rate_e6", "6.7114"), ("usd_rate_on", "2022-05-09")];
        for (name, wrong) in [
            ("amount_fen", "6711.39"),
            ("usd_cents", ""),
            ("usd_cents", "-3"),
            ("usd_cents", "99999999999999"),
            ("usd_rate_e6", ""),
            ("usd_rate_e6", "0"),
            ("usd_rate_e6", "67.114"),
            ("usd_rate_on", ""),
            ("usd_rate_on", "2022-02-30"),
            ("usd_rate_on", "2022-07-01"),
        ] {
            let typed = told.map(|(field, value)| if field == name { (field, wrong) } else { (field, value) });
            let page = world.post(Who::Clerk, &format!("{path}/paid-in"), &typed).await;
            assert!(page.status == 422 && page.says(&format!("id=\"{name}-wrong\"")), "{name} {wrong}: {}", page.body);
        }
        assert!(kept(&world).await.is_empty());
        assert_eq!(world.post(Who::Clerk, &format!("{path}/paid-in"), &told).await.status, 303, "both, and they agree");
    }

    async fn a_sheet_tells_dollars_and_an_export_brings_them_back(world: World) {
        world.settle().await;
        let bring = async |sheet: &str| {
            let shown = preview(&world, Who::Clerk, "到位.csv", sheet.as_bytes()).await;
            confirm(&world, Who::Clerk, &shown).await;
            shown
        };
        bring(&format!("项目编号,项目名称,开发区,总投资(万元)\nJZ-1,电池项目,{ZONE},9000\n")).await;
        let header = "项目编号,开发区,到位日期,到位金额(万元),资金来源,到位外资(万美元),折算汇率,汇率日期";
        let rows = "\
JZ-1,{ZONE},2022-03-05,,外资,100,6.5,2022-03-04
JZ-1,{ZONE},2022-03-06,650,外资,100万美元,6.5,2022-03-04
JZ-1,{ZONE},2022-03-07,651,外资,100,6.5,2022-03-04
JZ-1,{ZONE},2022-03-08,650,外资,100,6.5,
JZ-1,{ZONE},2022-03-09,80,自筹资金,,,
JZ-1,{ZONE},2022-03-10,650,外资,约100,6.5,2022-03-04
JZ-1,{ZONE},2022-03-11,650,外资,100,6.5,2022-09-04
JZ-1,{ZONE},2022-03-12,,外资,100,66.5,2022-03-04
";
        let sheet = format!("{header}\n{}", rows.replace("{ZONE}", ZONE));
        let shown = bring(&sheet).await;
        assert!(shown.says("变更 3") && shown.says("“到位金额”与外汇金额按汇率折算的650.00万元不符") && shown.says("“汇率日期”没有填写"), "{}", shown.body);
        let (cents, rate) = (Some(100_000_000), Some("6.5".to_owned()));
        let in_dollars = (650_000_000, cents, rate);
        assert_eq!(kept(&world).await, [(80_000_000, None, None), in_dollars.clone(), in_dollars]);
        let by_header = format!("项目编号,开发区,到位日期,到位金额(万美元),资金来源,汇率,汇率日期\nJZ-1,{ZONE},2022-04-01,2.5,外资,6.4,2022-04-01\n");
        assert!(bring(&by_header).await.says("变更 1"));
        assert_eq!(kept(&world).await[0], (16_000_000, Some(2_500_000), Some("6.4".into())));
        let in_yuan = format!("项目编号,开发区,到位日期,到位金额(万元),资金来源,到位外资(万元)\nJZ-1,{ZONE},2022-05-01,30,外资,30\n");
        assert!(bring(&in_yuan).await.says("变更 1"), "a further amount in yuan is a remark, no dollars");
        let list = world.get(Who::Clerk, "/projects/export.xlsx?columns=plain").await;
        let back = preview(&world, Who::Clerk, "x.xlsx", &list.bytes).await;
        assert!(back.says("无变化") && back.says("变更 0"), "{}", back.body);
    }

    async fn a_months_column_in_dollars_comes_in_by_a_layouts_rate_and_keeps_them(world: World) {
        world.settle().await;
        let write = |name: &str, text: &str| std::fs::write(world.folder.path().join(name), text).unwrap();
        let column = |header: &str, field: &str, more: &str| {
            format!("[[sheet.column]]\nheader = \"{header}\"\nfield = \"{field}\"\n{more}")
        };
        let columns = [
            column("项目名称", "title", ""),
            column("开发区", "zone", ""),
            column("2022年5月到位外资(万美元)", "of.paidForeign..", "unit = \"wanUsd\"\n"),
        ];
        let layout = format!("name = \"外资表\"\n[[sheet]]\nheader_rows = 1\nrate = \"6.5\"\nrate_on = \"2022-05-31\"\n{}", columns.concat());
        write("layout.toml", &layout);
        let bring = async |amount: &str| {
            write("a.csv", &format!("项目名称,开发区,2022年5月到位外资(万美元)\n电池项目,{ZONE},{amount}\n"));
            crate::kit::printed(&world.taizhang(&["import", "a.csv", "--layout", "layout.toml"]).await)
        };
        let (said, wrong) = bring("12").await;
        assert_eq!(kept(&world).await, [(78_000_000, Some(12_000_000), Some("6.5".into()))], "{said} {wrong}");
        let (said, _) = bring("12").await;
        assert!(said.contains("无变化 1"), "{said}");
        bring("14").await;
        assert_eq!(kept(&world).await, [(91_000_000, Some(14_000_000), Some("6.5".into()))]);
    }
}
