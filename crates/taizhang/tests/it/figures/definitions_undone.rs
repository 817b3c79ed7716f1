//! Taking back the decree of a definition leaves what was printed with it as it was, to the letter.

use super::definitions::{NEW, fields, rules};
use crate::bulletins::kept::{drafted, held, issued};
use crate::kit::{Who, World};
use figures::Catalogue;

const NOTE: &str = "本平台另行规定的项次口径。";

/// The entries of rounds with another rule in words, and those of two 亿元 and more alone.
fn other_entries() -> String {
    let text = Catalogue::builtin_text("roundEntries").unwrap();
    let told = text.lines().find(|line| line.starts_with("zh = \"口径：")).unwrap();
    let text = text.replace(told, &format!("zh = \"{NOTE}\""));
    text.replace("population = \"\"", "population = \"amount>=1亿\"")
}

on_both! {
    async fn an_issued_bulletin_and_its_codes_stay_to_the_letter_when_the_decree_under_them_is_undone(world: World) {
        let (tree, round) = held(&world).await;
        let text = other_entries();
        let decree = world.post(Who::Provincial, NEW, &fields("decree", "2022-05-01", &text)).await;
        assert_eq!(decree.status, 303, "{}", decree.body);
        let (decreed, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        let path = drafted(&world, &tree, &round).await;
        let code = issued(&world, &path).await;
        let printed = async || {
            let mut said = Vec::new();
            for to in ["/bulletin.docx", "/annex.xlsx"] {
                said.push(world.get(Who::Leader, &format!("{path}{to}")).await.bytes);
            }
            let page = world.get(Who::Leader, &path).await;
            said.push(page.between("<main", "</main>").unwrap().as_bytes().to_vec());
            let code = world.get(Who::Leader, &format!("/f/{code}")).await;
            assert_eq!(code.status, 200);
            said.push(code.between("<dl class=\"facts\">", "</main>").unwrap().as_bytes().to_vec());
            said
        };
        let before = printed().await;
        let note = |said: &[Vec<u8>]| said.iter().any(|part| String::from_utf8_lossy(part).contains(NOTE));
        assert!(note(&before), "the decreed rule stands in what is printed");
        let undone = world.post(Who::Provincial, &format!("/changes/{decreed}/undo"), &[]).await;
        assert_eq!(undone.status, 303, "{}", undone.body);
        assert!(rules(&world).await.is_empty(), "the definition is away");
        let after = printed().await;
        for (part, (one, other)) in before.iter().zip(&after).enumerate() {
            assert_eq!(String::from_utf8_lossy(one), String::from_utf8_lossy(other), "part {part}");
        }
        let live = world.figures(Who::Clerk, "name=roundEntries").await;
        assert!(!live.to_string().contains(NOTE), "the figure of today is the program's again");
    }
}
