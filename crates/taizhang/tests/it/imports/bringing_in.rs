//! Upload, preview, confirm, again, undo.

use super::{SHEET, confirm, fields, preview, projects};
use crate::kit::{Page, Who, World, operator, org};
use domain::facts::{Grant, Org, OrgId};
use domain::{OrgKind, Role};

on_both! {
    async fn who_keeps_one_zone_need_not_choose_it(world: World) {
        let tree = world.settle().await;
        let own = format!("<option value=\"{}\" selected", tree.zone);
        let form = world.get(Who::Clerk, "/imports").await;
        assert!(form.says(&own), "{}", form.body);
        let form = world.get(Who::Reviewer, "/imports").await;
        assert!(!form.says(&own), "{}", form.body);
    }

    async fn a_preview_writes_nothing_and_confirming_writes_one_change(world: World) {
        world.settle().await;
        let before = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        assert_eq!(shown.status, 200, "{}", shown.body);
        assert!(shown.says("尚未写入任何数据") && shown.says("2022-02-30") && shown.says("请核对年、月、日后重新填写"));
        assert_eq!(taizhang::ledger::head(world.ledger.db()).await.unwrap(), before);
        assert_eq!(projects(&world).await, 0);
        let done = confirm(&world, Who::Clerk, &shown).await;
        let page = world.follow(Who::Clerk, &done).await;
        assert!(page.says("读入 3 行：新增 2") && page.says("撤销导入"), "{}", page.body);
        assert_eq!(projects(&world).await, 2);
        assert!(world.get(Who::Clerk, "/imports").await.says("台账.csv"));
    }

    async fn a_preview_shows_what_new_projects_begin_with(world: World) {
        world.settle().await;
        let sheet = "项目编号,项目名称,开发区,总投资(万元),签约日期,计划开工日期\n\
            JZ-1,电池项目,晋中经济技术开发区,12000,2021-07-16,2022年底\n";
        let shown = preview(&world, Who::Clerk, "台账.csv", sheet.as_bytes()).await;
        let row = shown.between("<tbody>", "</tbody>").unwrap();
        for told in ["电池项目", "晋中经济技术开发区", "签约", "1.20", "签约 2021-07-16", "计划开工 2022年底"] {
            assert!(row.contains(told), "{told}: {row}");
        }
    }

    async fn a_preview_says_the_class_before_and_after(world: World) {
        world.settle().await;
        let sheet = |class: &str| {
            format!("项目编号,项目名称,开发区,产业类别\nJZ-1,电池项目,晋中经济技术开发区,{class}\n")
        };
        let shown = preview(&world, Who::Clerk, "台账.csv", sheet("新材料").as_bytes()).await;
        confirm(&world, Who::Clerk, &shown).await;
        let shown = preview(&world, Who::Clerk, "台账.csv", sheet("现代医药").as_bytes()).await;
        assert!(shown.says("产业类别</span> 新材料 → 现代医药"), "{}", shown.body);
    }

    async fn a_form_sent_twice_is_one_import(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        let once = confirm(&world, Who::Clerk, &shown).await;
        let twice = confirm(&world, Who::Clerk, &shown).await;
        assert_eq!(once.to(), twice.to());
        assert_eq!(projects(&world).await, 2);
    }

    async fn the_same_file_again_changes_nothing(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        confirm(&world, Who::Clerk, &shown).await;
        let before = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        let again = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        assert!(again.says("无变化 2"), "{}", again.body);
        confirm(&world, Who::Clerk, &again).await;
        assert_eq!(taizhang::ledger::head(world.ledger.db()).await.unwrap(), before);
    }

    async fn a_changed_amount_is_shown_from_old_to_new(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        confirm(&world, Who::Clerk, &shown).await;
        let sheet = "项目编号,项目名称,开发区,总投资(万元),实际开工日期\nJZ-1,电池项目,晋中经济技术开发区,1300,2022-04-01\n";
        let again = preview(&world, Who::Clerk, "二月.csv", sheet.as_bytes()).await;
        assert!(again.says("变更 1") && again.says("2022-03-10 → 2022-04-01"), "{}", again.body);
    }

    async fn an_import_is_taken_back_as_a_whole(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        let done = confirm(&world, Who::Clerk, &shown).await;
        let page = world.get(Who::Clerk, done.to()).await;
        let undo = format!("/changes/{}", page.between("href=\"/changes/", "\"").unwrap());
        let undo = if undo.ends_with("/undo") { undo } else { format!("{undo}/undo") };
        assert_eq!(world.get(Who::Clerk, &undo).await.status, 200);
        let undone = world.post(Who::Clerk, &undo, &[]).await;
        assert_eq!(undone.status, 303, "{}", undone.body);
        assert_eq!(projects(&world).await, 0);
        assert!(world.get(Who::Clerk, "/imports").await.says("已撤销"));
        assert!(world.get(Who::Clerk, done.to()).await.says("已由第"));
    }

    async fn an_undo_says_what_goes_in_words(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        let done = confirm(&world, Who::Clerk, &shown).await;
        let page = world.get(Who::Clerk, done.to()).await;
        let change = page.between("href=\"/changes/", "\"").unwrap().trim_end_matches("/undo").to_owned();
        for path in [format!("/changes/{change}"), format!("/changes/{change}/undo")] {
            let page = world.get(Who::Clerk, &path).await;
            assert!(page.says("表格的识别结果，见") && !page.says("&quot;sheets&quot;"), "{path}: {}", page.body);
            assert!(page.says(" · 2022-02-30") && !page.says("[&quot;"), "{path}: {}", page.body);
        }
    }

    async fn zones_are_chosen_in_the_offices_order(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let city = writer.create(&Org { position: 2, ..org(OrgKind::City, "朔州市", Some(tree.province)) });
        writer.create(&org(OrgKind::Zone, "朔州经济开发区", Some(OrgId(city))));
        let late = Org { position: 9, ..org(OrgKind::Zone, "晋中高新区", Some(tree.city)) };
        writer.create(&late);
        let user = tree.user(Who::Reviewer);
        writer.create(&Grant { user, org: tree.province, role: Role::Clerk });
        writer.commit().await.unwrap();
        let order = |page: &Page| {
            let zones = ["晋中经济技术开发区</option>", "晋中高新区</option>", "朔州经济开发区</option>"];
            zones.map(|zone| page.body.find(zone).unwrap_or_else(|| panic!("{}", page.body)))
        };
        for path in ["/imports", "/projects", "/projects/new"] {
            let page = world.get(Who::Reviewer, path).await;
            assert!(order(&page).is_sorted(), "{path}: {}", page.body);
        }
    }

    async fn rows_of_the_neighbours_zone_wait_and_the_neighbour_sees_no_import(world: World) {
        world.settle().await;
        let sheet = "项目名称,开发区,总投资(万元)\n甲项目,祁县经济技术开发区,100\n乙项目,晋中经济技术开发区,100\n";
        let shown = preview(&world, Who::Clerk, "混.csv", sheet.as_bytes()).await;
        assert!(shown.says("没有“祁县经济技术开发区”的填报权限"), "{}", shown.body);
        let done = confirm(&world, Who::Clerk, &shown).await;
        assert_eq!(projects(&world).await, 1);
        assert!(!world.get(Who::Neighbour, "/imports").await.says("混.csv"));
        assert_eq!(world.get(Who::Neighbour, done.to()).await.status, 404);
        assert_eq!(world.get(Who::Neighbour, &format!("{}/original", done.to())).await.status, 404);
        assert!(world.get(Who::Reviewer, "/imports").await.says("混.csv"));
    }

    async fn a_zone_that_the_clerk_may_not_write_is_not_taken_from_the_form(world: World) {
        let tree = world.settle().await;
        let sheet = "项目名称,总投资(万元)\n甲项目,100\n";
        let zone = tree.neighbour.to_string();
        let sent = world.upload(Who::Clerk, "/imports", &[("zone", &zone), ("create", "1")], ("file", "a.csv", sheet.as_bytes())).await;
        assert!(!sent.to().contains("zone=") && !sent.to().contains("create="), "{}", sent.to());
        let own = tree.zone.to_string();
        let sent = world.upload(Who::Clerk, "/imports", &[("zone", &own)], ("file", "a.csv", sheet.as_bytes())).await;
        let shown = world.follow(Who::Clerk, &sent).await;
        confirm(&world, Who::Clerk, &shown).await;
        assert_eq!(projects(&world).await, 1);
    }

    async fn a_discarded_upload_is_gone(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        let file = fields(&shown).into_iter().find(|(name, _)| name == "file").unwrap().1;
        world.post(Who::Clerk, "/imports/discard", &[("file", &file)]).await;
        let gone = confirm(&world, Who::Clerk, &shown).await;
        assert_eq!(gone.status, 404);
        assert!(gone.says("请重新上传"), "{}", gone.body);
        assert_eq!(projects(&world).await, 0);
    }

    async fn an_upload_is_its_uploaders_alone(world: World) {
        world.settle().await;
        let sent = world.upload(Who::Clerk, "/imports", &[], ("file", "台账.csv", SHEET.as_bytes())).await;
        let preview = sent.to().to_owned();
        assert_eq!(world.get(Who::Clerk, &preview).await.status, 200);
        for other in [Who::Neighbour, Who::Reviewer] {
            assert_eq!(world.get(other, &preview).await.status, 404);
        }
        let shown = world.get(Who::Clerk, &preview).await;
        assert_eq!(confirm(&world, Who::Neighbour, &shown).await.status, 404);
        let file = fields(&shown).into_iter().find(|(name, _)| name == "file").unwrap().1;
        world.post(Who::Neighbour, "/imports/discard", &[("file", &file)]).await;
        assert_eq!(confirm(&world, Who::Clerk, &shown).await.status, 303);
        assert_eq!(projects(&world).await, 2);
    }

    async fn an_upload_that_nobody_confirms_is_removed_in_time(world: World) {
        world.settle().await;
        let sent = world.upload(Who::Clerk, "/imports", &[], ("file", "台账.csv", SHEET.as_bytes())).await;
        let preview = sent.to().to_owned();
        let now_ms = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap();
        let hours = |hours: u64| now_ms + i64::try_from(hours * 3_600_000).unwrap();
        let waits = domain::limits::UPLOAD_WAITS_MAX_HOURS;
        world.clock.set_ms(hours(waits - 1));
        assert_eq!(taizhang::files::sweep(&world.ledger).await.unwrap(), 0);
        world.clock.set_ms(hours(waits + 1));
        assert_eq!(taizhang::files::sweep(&world.ledger).await.unwrap(), 1);
        world.clock.set_ms(now_ms);
        let gone = world.get(Who::Clerk, &preview).await;
        assert!(gone.status == 404 || gone.status == 303, "{}", gone.status);
    }

    async fn a_file_that_came_in_is_never_swept(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        let done = confirm(&world, Who::Clerk, &shown).await;
        world.clock.set_ms(i64::MAX / 2);
        assert_eq!(taizhang::files::sweep(&world.ledger).await.unwrap(), 0);
        world.clock.set_ms(taizhang::clock::noon_ms(crate::kit::day(2022, 6, 30)));
        assert_eq!(world.get(Who::Clerk, &format!("{}/original", done.to())).await.bytes, SHEET.as_bytes());
    }

    async fn original_and_annotated_copy_come_back(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
        let done = confirm(&world, Who::Clerk, &shown).await;
        let original = world.get(Who::Clerk, &format!("{}/original", done.to())).await;
        assert_eq!(original.bytes, SHEET.as_bytes());
        let copy = world.get(Who::Clerk, &format!("{}/annotated", done.to())).await;
        let book = office::read(&copy.bytes, "a.xlsx", &office::ReadLimits::default()).unwrap();
        assert_eq!(book.sheets[0].cell(3, 4).text(), "2022-02-30");
    }

    async fn an_auditor_has_no_imports(world: World) {
        world.settle().await;
        assert_eq!(world.get(Who::Auditor, "/imports").await.status, 403);
    }
}
