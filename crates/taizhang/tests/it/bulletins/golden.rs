//! What the files of each template hold, to the letter, and that they come out the same later.

use super::small::{TEMPLATES, files, ledger};
use crate::kit::{World, day, operator, org};
use crate::rounds::facts::{YI_FEN, entry, event, project, round};
use domain::facts::{Kept, Org, OrgId, Project, ProjectId, RoundId};
use domain::{ListKind, OrgKind, Stage};
use office::docx::check::{Package, faults};
use std::path::PathBuf;

/// The parts that differ from template to template; the others are the layout's, and looked at in its own crate.
const DOCUMENT: [&str; 2] = ["word/document.xml", "word/footnotes.xml"];
const WORKBOOK: [&str; 2] = ["xl/worksheets/sheet1.xml", "xl/workbook.xml"];

/// Compares a text with what was looked at and kept; gives where they differ. `BLESS=1` keeps what there is now.
fn is_kept(file: &str, found: &str) -> Option<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/bulletins/snapshots");
    let kept = folder.join(file);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&kept, found).unwrap();
    }
    let wanted = std::fs::read_to_string(&kept).unwrap_or_default();
    let first = found.lines().zip(wanted.lines()).position(|(found, wanted)| found != wanted);
    (found != wanted).then(|| format!("{} from line {:?} on", kept.display(), first.map(|line| line + 1)))
}

/// The same of a part, one tag a line.
fn is_as_it_was(template: &str, package: &Package, part: &str) -> Option<String> {
    let found = package.part(part).unwrap_or_else(|| panic!("{template} has no {part}")).indented();
    is_kept(&format!("{template}_{}.txt", part.replace('/', "_")), &found)
}

/// Later than anything that the bulletins read: a zone renamed, a project given up, one more, a round more, a month corrected.
async fn a_year_later(world: &World, zone: OrgId) {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let renamed = Org { name: "改名后的开发区".into(), ..org(OrgKind::Zone, "", None) };
    let old: Vec<Kept<Org>> = writer.open_by("id = $1", vec![db::Val::Int(zone.0)]).await.unwrap();
    writer.replace(&old[0], &Org { parent: old[0].body.parent, ..renamed }, None);
    let projects: Vec<Kept<Project>> = writer.open_by("zone = $1", vec![db::Val::Int(zone.0)]).await.unwrap();
    let first = &projects[0];
    writer.replace(first, &Project { title: "另一个名称".into(), ..first.body.clone() }, None);
    writer.create(&event(ProjectId(first.id), Stage::Terminated, day(2022, 6, 1)));
    let own: Vec<Kept<Org>> =
        writer.open_by("kind = $1", vec![db::Val::Text("province".to_owned())]).await.unwrap();
    let more = RoundId(writer.create(&round(OrgId(own[0].id), 2022, 3, day(2022, 6, 20))));
    let id = ProjectId(writer.create(&project("JZ-9", zone, 9 * YI_FEN)));
    writer.create(&event(id, Stage::Signed, day(2022, 2, 1)));
    writer.create(&entry(id, more, ListKind::Signing, 9 * YI_FEN));
    writer.commit().await.unwrap();
    world.clock.set_ms(taizhang::clock::noon_ms(day(2023, 6, 30)));
}

on_both! {
    async fn each_template_is_laid_out_as_it_was_looked_at(world: World) {
        ledger(&world).await;
        let mut differ = Vec::new();
        for name in TEMPLATES {
            let (docx, xlsx) = files(&world, name, None).await;
            assert_eq!(faults(&docx), Vec::<String>::new(), "{name}");
            let (document, workbook) = (Package::open(&docx).unwrap(), Package::open(&xlsx).unwrap());
            differ.extend(DOCUMENT.iter().filter_map(|part| is_as_it_was(name, &document, part)));
            differ.extend(WORKBOOK.iter().filter_map(|part| is_as_it_was(name, &workbook, part)));
        }
        assert!(differ.is_empty(), "{differ:#?}");
    }

    async fn a_bulletin_asked_again_a_year_later_is_the_same_to_the_byte(world: World) {
        let zone = ledger(&world).await;
        let (head, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        let known_by = head.to_string();
        let mut before = Vec::new();
        for name in TEMPLATES {
            before.push(files(&world, name, None).await);
        }
        a_year_later(&world, zone).await;
        for (name, before) in TEMPLATES.iter().zip(before) {
            let again = files(&world, name, Some(&known_by)).await;
            assert!(again == before, "{name} differs when it is asked again");
            assert!(files(&world, name, None).await != before, "{name} reads what came later");
        }
    }
}
