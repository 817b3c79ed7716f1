//! LibreOffice opens what was made, and prints it whole.

use super::small::{files, ledger};
use crate::kit::World;
use std::path::Path;
use std::process::{Command, Stdio};

/// Text, annexes and imprint take no fewer pages and no more.
const PAGES: std::ops::RangeInclusive<usize> = 3..=14;
/// Words of the text and the annexes of each.
const WORDS: [(&str, &[&str]); 5] = [
    ("round", &["一、总体情况", "2022年第二次签约一批情况表", "晋中经济技术开发区", "印发"]),
    ("follow-up", &["历次“三个一批”", "前两期", "各市历次“三个一批”项目完成情况表"]),
    ("monthly", &["重点建设项目", "进展滞后项目清单", "应开未开项目"]),
    ("indicators", &["主要指标完成情况", "预计约128.8", "祁县经济技术开发区"]),
    ("year", &["项目建设情况的通报", "集中签约", "合计"]),
];

fn printed(folder: &Path, file: &str) -> Vec<String> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let words = [profile.as_str(), "--headless", "--norestore", "--convert-to", "pdf", "--outdir"];
    let mut office = Command::new("soffice");
    let done = office.args(words).arg(folder).arg(folder.join(file)).stdin(Stdio::null()).output();
    let done = done.expect("LibreOffice is installed");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let pdf = folder.join(Path::new(file).with_extension("pdf"));
    let text = Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output();
    let text = String::from_utf8(text.expect("poppler is installed").stdout).unwrap();
    std::fs::remove_file(pdf).unwrap();
    text.trim_end_matches('\u{c}').split('\u{c}').map(|page| page.split_whitespace().collect()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs LibreOffice"]
async fn libreoffice_prints_each_bulletin_and_its_annexes_whole() {
    let world = World::sqlite().await;
    ledger(&world).await;
    for (name, words) in WORDS {
        files(&world, name, None).await;
        let document = printed(world.folder.path(), &format!("{name}.docx"));
        assert!(PAGES.contains(&document.len()), "{name}: {document:#?}");
        assert!(document[document.len() - 1].contains("印发"), "{name}: {document:#?}");
        let all = document.concat();
        for word in words {
            assert!(all.contains(word), "{name}: {word} is not in {document:#?}");
        }
        let signed = document.iter().find(|page| page.contains("（署名待确认）")).unwrap();
        assert!(signed.contains('。'), "{name}: the signature stands alone: {signed}");
        let workbook = printed(world.folder.path(), &format!("{name}.xlsx")).concat();
        assert!(workbook.contains("指标口径") && workbook.contains("印出"), "{name}: {workbook}");
    }
}
