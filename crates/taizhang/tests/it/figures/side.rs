//! Figures side by side.

use super::definitions::two_signed;
use crate::kit::{Who, World};
use office::ReadLimits;

const THREE: &str = "/figures/side?name=signed,started&name=startRateOverSigned&by=zone";

on_both! {
    async fn chosen_figures_stand_side_by_side_and_each_cell_opens_into_its_projects(world: World) {
        let tree = two_signed(&world).await;
        let page = world.get(Who::Clerk, THREE).await;
        assert_eq!(page.status, 200, "{}", page.body);
        for said in ["签约项目", "开工项目", "晋中经济技术开发区", "合计"] {
            assert!(page.says(said), "{said}: {}", page.body);
        }
        let row = page.between("<tbody>", "</tr>").unwrap();
        let link = row.split("href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
        assert!(link.starts_with("/figures/signed/members?") && link.contains(&format!("key=%23{}", tree.zone)) || link.contains("key="), "{link}");
        let members = world.get(Who::Clerk, &link).await;
        assert!(members.status == 200 && members.says("JZ-1") && members.says("JZ-2"), "{}", members.body);
        assert!(!world.get(Who::Neighbour, THREE).await.says("晋中经济技术开发区</"), "another zone's numbers");
    }

    async fn the_workbook_has_a_column_for_each_figure_and_two_more_for_both_sides_of_a_rate(world: World) {
        two_signed(&world).await;
        let file = world.get(Who::Clerk, &THREE.replace("side?", "side.xlsx?")).await;
        let book = office::read(&file.bytes, "x.xlsx", &ReadLimits::default()).unwrap();
        let text: Vec<Vec<String>> =
            book.sheets[0].rows.iter().map(|row| row.iter().map(|cell| cell.text().into_owned()).collect()).collect();
        let row = text.iter().find(|row| row[0] == "晋中经济技术开发区").unwrap();
        assert_eq!(row[1..], ["2", "0", "0.00%", "0", "2"].map(str::to_owned), "{text:?}");
        let csv = world.get(Who::Clerk, &THREE.replace("side?", "side.csv?")).await;
        assert!(csv.status == 200 && csv.says("晋中经济技术开发区,2,0,0.00%,0,2"), "{}", csv.body);
    }

    async fn what_is_no_figure_no_group_and_too_much_is_refused(world: World) {
        two_signed(&world).await;
        let status = async |query: &str| world.get(Who::Clerk, &format!("/figures/side?{query}")).await.status.as_u16();
        assert_eq!(status("name=nothing").await, 404);
        assert_eq!(status("by=colour").await, 422);
        assert_eq!(status("where=invest%3E").await, 422);
        assert_eq!(status("name=a,b,c,d,e,f,g,h,i").await, 422);
        assert_eq!(status("").await, 200);
    }

    async fn the_command_line_sets_figures_side_by_side_in_every_format(world: World) {
        two_signed(&world).await;
        let ask = async |more: &[&str]| {
            let args = [&["figures", "signed", "startRateOverSigned", "--by", "zone", "--side"], more].concat();
            let output = world.taizhang(&args).await;
            assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        };
        let text = String::from_utf8(ask(&["--format", "csv"]).await).unwrap();
        let header = "zone,signed,startRateOverSigned,startRateOverSigned numerator,startRateOverSigned denominator";
        assert_eq!(text.lines().next(), Some(header), "{text}");
        assert!(text.contains("晋中经济技术开发区,2,0.00%,0,2") && text.contains("total,2,0.00%,0,2"), "{text}");
        let table = String::from_utf8(ask(&[]).await).unwrap();
        assert!(table.contains("签约项目") && table.contains("(startRateOverSigned)") && table.contains("合计"), "{table}");
        let json: serde_json::Value = serde_json::from_slice(&ask(&["--format", "json"]).await).unwrap();
        assert_eq!(json["by"], "zone");
        assert_eq!(json["names"], serde_json::json!(["signed", "startRateOverSigned"]));
        assert_eq!(json["rows"][0]["figures"][1]["denominator"], 2, "{json}");
        assert_eq!(json["whole"][0]["value"], 2, "{json}");
        ask(&["--format", "xlsx", "--out", "side.xlsx"]).await;
        let bytes = std::fs::read(world.folder.path().join("side.xlsx")).unwrap();
        let book = office::read(&bytes, "side.xlsx", &ReadLimits::default()).unwrap();
        let has = |words: &str| book.sheets[0].rows.iter().flatten().any(|cell| cell.text() == words);
        assert!(has("晋中经济技术开发区") && has("签约项目"));
        for wrong in [&["--side", "--by", "zone,stage"][..], &["--side"], &["nothing", "--side", "--by", "zone"]] {
            let output = world.taizhang(&[&["figures"], wrong].concat()).await;
            assert_eq!(output.status.code(), Some(2), "{wrong:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}
