//! A path or an address that can't be used is said in the language of the run, with what to do about it.

use crate::kit::{World, printed};
use taizhang::text::Lang;

/// What the program says in both languages, each of which must hold the words of the key and nothing of the system's.
async fn refused(world: &World, url: &str, args: &[&str], key: &'static str, code: i32) {
    for lang in Lang::ALL {
        let output = world.taizhang_on(url, &[&["--lang", lang.tag()], args].concat()).await;
        let said = printed(&output).1;
        assert_eq!(output.status.code(), Some(code), "{url} {args:?}: {said}");
        assert!(said.contains(lang.t(key)), "{url} {args:?}: {said}");
        assert!(!said.contains("os error") && !said.contains("unable to open"), "{url} {args:?}: {said}");
    }
}

#[tokio::test]
async fn an_address_that_names_no_database_is_refused_with_a_hint() {
    let world = World::sqlite().await;
    for (url, key) in [
        ("taizhang.db", "cli.db_address_kind"),
        ("mysql://server/ledger", "cli.db_address_kind"),
        ("sqlite:", "cli.db_address_no_file"),
        ("postgres://", "cli.db_address_server"),
    ] {
        refused(&world, url, &["org", "list"], key, 2).await;
    }
}

#[tokio::test]
async fn a_path_where_no_ledger_can_lie_is_refused_with_a_hint() {
    let world = World::sqlite().await;
    std::fs::write(world.folder.path().join("letter.txt"), "").unwrap();
    for (url, key) in [
        ("sqlite:none/x.db", "cli.no_folder"),
        ("sqlite:letter.txt/x.db", "cli.not_a_folder"),
        ("sqlite:.", "cli.is_folder"),
        ("sqlite:/proc/x.db", "cli.cant_create"),
    ] {
        refused(&world, url, &["org", "list"], key, 2).await;
    }
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_a_failure_with_a_hint() {
    let world = World::sqlite().await;
    refused(&world, "postgres://me@127.0.0.1:1/ledger", &["projects"], "cli.no_server", 1).await;
}

#[tokio::test]
async fn a_file_that_cannot_be_read_or_written_is_told_with_a_hint() {
    let world = World::sqlite().await;
    let workbook = world.folder.path().join("a.csv");
    std::fs::write(&workbook, "项目名称,开发区,总投资(万元)\n甲项目,新区,100\n").unwrap();
    for (args, key, code) in [
        (&["import", "none.xlsx"] as &[&str], "cli.no_file", 2),
        (&["import", "."], "cli.is_folder", 2),
        (&["import", "a.csv/b.xlsx"], "cli.not_a_folder", 2),
        (&["import", "a.csv", "--create-zones", "--files", "a.csv"], "cli.not_a_folder", 1),
        (&["projects", "--out", "none/list.txt"], "cli.no_folder", 1),
        (&["projects", "--format", "csv", "--out", "none/list.csv"], "cli.no_folder", 1),
        (&["figures", "--out", "."], "cli.is_folder", 1),
        (&["backup", "none/copy.db"], "cli.no_folder", 2),
        (&["serve", "--listen", "here"], "cli.address_form", 1),
    ] {
        refused(&world, &world.url, args, key, code).await;
    }
}

#[tokio::test]
async fn a_port_that_is_taken_is_told_with_the_option_that_names_another() {
    let world = World::sqlite().await;
    let other = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    refused(&world, &world.url, &["serve", "--listen", &address], "cli.address_taken", 1).await;
    assert!(Lang::ALL.into_iter().all(|lang| lang.t("cli.address_taken").contains("--listen")));
}
