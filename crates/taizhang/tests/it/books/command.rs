//! `taizhang export-book`.

use super::{at, sheet, three};
use crate::kit::{World, printed};
use office::ReadLimits;

on_both! {
    async fn every_zone_gets_its_workbook_and_a_second_night_takes_its_place(world: World) {
        three(&world).await;
        for _ in 0..2 {
            let out = world.taizhang(&["export-book", "books"]).await;
            let (said, complaint) = printed(&out);
            assert_eq!(out.status.code(), Some(0), "{complaint}");
            assert!(said.contains("已写出 2 个开发区的工作簿（截至变更 2）"), "{said}");
        }
        let mut names: Vec<String> = std::fs::read_dir(world.folder.path().join("books")).unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert!(names[0].starts_with("晋中经济技术开发区工作簿-20") && names[0].ends_with(".xlsx"), "{names:?}");
        assert!(names.len() == 2 && names[1].starts_with("祁县经济技术开发区"), "{names:?}");
        let bytes = std::fs::read(world.folder.path().join("books").join(&names[0])).unwrap();
        let book = office::read(&bytes, "x.xlsx", &ReadLimits::default()).unwrap();
        assert_eq!(sheet(&book, "项目台账").cell(at(&book, "项目台账", ("JZ-2", "总投资(万元)")).0 as u32, 6).text(), "约3亿元");
    }

    async fn a_zone_alone_and_what_cant_be_done(world: World) {
        three(&world).await;
        let one = world.taizhang(&["export-book", "one", "--zone", "祁县经济技术开发区", "--zone", "祁县经济技术开发区"]).await;
        assert!(printed(&one).0.contains("已写出 1 个"), "{}", printed(&one).0);
        let wrong = world.taizhang(&["export-book", "one", "--zone", "无此开发区"]).await;
        assert_eq!(wrong.status.code(), Some(2));
        std::fs::write(world.folder.path().join("file"), "").unwrap();
        let wrong = world.taizhang(&["export-book", "file"]).await;
        assert_eq!(wrong.status.code(), Some(1), "{}", printed(&wrong).1);
        assert!(printed(&wrong).1.contains("无法写入 file"));
        let nowhere = world.taizhang_on("sqlite:nowhere.db", &["export-book", "books"]).await;
        assert_eq!(nowhere.status.code(), Some(2));
        assert!(!world.folder.path().join("books").exists());
    }
}
