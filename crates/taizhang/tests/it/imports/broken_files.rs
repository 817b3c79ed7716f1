//! Files that can't be read end in a clear page, and the server lives.

use super::{preview, projects};
use crate::kit::{Who, World, printed};
use axum::body::Body;
use axum::http::Request;

/// A workbook whose zip ends in the middle.
fn cut_off() -> Vec<u8> {
    let mut bytes = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0".to_vec();
    bytes.extend(std::iter::repeat_n(7, 300));
    bytes
}

/// What an encrypted workbook looks like from outside: the container of old office files.
fn container() -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.extend(std::iter::repeat_n(0, 2_000));
    bytes
}

on_both! {
    async fn what_is_no_table_is_refused_in_words_and_the_server_lives(world: World) {
        world.settle().await;
        let files: [(&str, Vec<u8>); 5] = [
            ("cut.xlsx", cut_off()),
            ("locked.xlsx", container()),
            ("empty.xlsx", Vec::new()),
            ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0".to_vec()),
            ("long.csv", vec![b'x'; 1 << 20]),
        ];
        for (name, bytes) in files {
            let shown = preview(&world, Who::Clerk, name, &bytes).await;
            assert_eq!(shown.status, 422, "{name}: {}", shown.body);
            assert!(shown.says("请"), "{name} says what to do");
            assert!(shown.says("type=\"file\"") && shown.says("aria-invalid=\"true\""), "{name}: {}", shown.body);
        }
        assert_eq!(world.get(Who::Clerk, "/imports").await.status, 200);
        assert_eq!(projects(&world).await, 0);
    }

    async fn a_cell_without_an_end_is_named_as_the_cause(world: World) {
        world.settle().await;
        let bytes = [b"a,b\n1,2\n".to_vec(), vec![b'x'; 4 << 20]].concat();
        let shown = preview(&world, Who::Clerk, "long.csv", &bytes).await;
        assert!(shown.status == 422 && shown.says("第3行有单元格的文字超过32767个字"), "{}", shown.body);
        std::fs::write(world.folder.path().join("long.csv"), &bytes).unwrap();
        let out = world.taizhang(&["--lang", "en", "import", "long.csv"]).await;
        let said = printed(&out).1;
        assert!(out.status.code() == Some(2) && said.contains("A cell in line 3 holds more than 32767 characters"), "{said}");
    }

    async fn a_sheet_without_a_header_says_what_it_looks_for(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Clerk, "a.csv", "甲,乙\n1,2\n".as_bytes()).await;
        assert_eq!(shown.status, 422);
        assert!(shown.says("项目名称") && shown.says("type=\"file\""), "{}", shown.body);
    }

    async fn a_refused_file_brings_the_form_again_as_it_was_filled_in(world: World) {
        let tree = world.settle().await;
        let zone = tree.zone.to_string();
        let sent = world.upload(Who::Clerk, "/imports", &[("zone", &zone)], ("file", "a.csv", "甲,乙\n".as_bytes())).await;
        let shown = world.follow(Who::Clerk, &sent).await;
        assert!(shown.says(&format!("<option value=\"{zone}\" selected")), "{}", shown.body);
        let cookies = crate::kit::cookie_of(Who::Clerk);
        let request = Request::get(sent.to()).header("host", "ledger.test").header("cookie", cookies);
        let answer = world.send(request.header("accept", "application/json").body(Body::empty()).unwrap()).await;
        assert!(answer.status == 422 && answer.says("urn:taizhang:problem:imports.no_header"), "{}", answer.body);
    }

    async fn two_gigabytes_are_refused(world: World) {
        world.settle().await;
        let request = Request::post("/imports")
            .header("host", "ledger.test")
            .header("origin", "http://ledger.test")
            .header("cookie", crate::kit::cookie_of(Who::Clerk))
            .header("content-type", "multipart/form-data; boundary=x")
            .header("content-length", "2147483648")
            .body(Body::from("--x"))
            .unwrap();
        let answer = world.send(request).await;
        assert_eq!(answer.status, 413);
        assert!(answer.says("50") && answer.says("type=\"file\""), "{}", answer.body);
    }

    async fn no_file_at_all_is_a_refused_field(world: World) {
        world.settle().await;
        let answer = world.upload(Who::Clerk, "/imports", &[], ("file", "", b"")).await;
        assert_eq!(answer.status, 422);
    }

    async fn an_unknown_file_is_not_found(world: World) {
        world.settle().await;
        let hash = "ab".repeat(32);
        for file in [hash.as_str(), "../../etc/passwd"] {
            let answer = world.get(Who::Clerk, &format!("/imports/preview?file={file}&name=a.csv")).await;
            assert_eq!(answer.status, 404);
        }
    }
}
