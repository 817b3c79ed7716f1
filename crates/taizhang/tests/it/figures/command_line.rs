//! The command line: its JSON is pinned, its refusals are exit code 2.

use crate::kit::{World, day, printed};
use crate::rounds::facts::YI_FEN;

on_both! {
    async fn the_json_has_its_pinned_shape(world: World) {
        let tree = world.settle().await;
        world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
        let args = ["figures", "signed", "startRateOverSigned", "--by", "quarter", "--true-on", "2022-06-30", "--format", "json"];
        let output = world.taizhang(&args).await;
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let expected = r#"{
  "trueOn": "2022-06-30",
  "knownBy": 2,
  "figures": [
    {
      "name": "signed",
      "group": {
        "quarter": "2022Q1"
      },
      "value": 1,
      "unit": "projects",
      "projects": 1,
      "amountFen": 30000000000,
      "printed": "1",
      "sentence": "2022年第一季度：签约项目1个，总投资3亿元"
    },
    {
      "name": "startRateOverSigned",
      "group": {
        "quarter": "2022Q1"
      },
      "value": "0/1",
      "unit": "percent",
      "numerator": 0,
      "denominator": 1,
      "projects": 1,
      "amountFen": 30000000000,
      "printed": "0.00%",
      "sentence": "2022年第一季度：签约项目1个，总投资3亿元，其中开工0个，开工率0.00%"
    }
  ]
}
"#;
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
    }

    async fn what_is_not_known_is_refused_with_the_nearest_names(world: World) {
        world.settle().await;
        for (args, near) in [
            (["figures", "signd", "--format", "json"], "signed"),
            (["figures", "signed", "--by", "ctiy"], "city"),
            (["figures", "signed", "--where", "stge:signed"], "stage"),
            (["figures", "signed", "--true-on", "yesterday"], "2022-03-15"),
            (["figures", "signed", "--known-by", "99"], "99"),
            (["figures", "signed", "--format", "xlsx"], "--out"),
        ] {
            let output = world.taizhang(&args).await;
            assert_eq!(output.status.code(), Some(2), "{args:?}");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(said.contains(near), "{args:?}: {said}");
        }
    }

    async fn without_a_name_all_pinned_figures_come(world: World) {
        world.settle().await;
        let output = world.taizhang(&["figures", "--format", "json"]).await;
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let names: Vec<&str> =
            answer["figures"].as_array().unwrap().iter().map(|figure| figure["name"].as_str().unwrap()).collect();
        for name in taizhang::figures::PINNED {
            // Without projects there is no stage to group by.
            assert!(names.contains(&name) || name == "byStage", "{name}");
        }
    }

    async fn a_figure_without_any_group_says_that_nothing_is_counted(world: World) {
        world.settle().await;
        for (lang, said) in [("zh-CN", "没有符合条件的内容：“三个一批”入列项目"), ("en", "Nothing fits: ")] {
            let output = world.taizhang(&["--lang", lang, "figures", "roundEntries", "--by", "list"]).await;
            let (out, _) = printed(&output);
            assert!(out.contains(said) && !out.contains("\n\n\n"), "{out}");
        }
    }

    async fn a_round_is_listed_shown_and_published(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let id = world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
        assert_eq!(world.taizhang(&["rounds", "publish", "2022-1"]).await.status.code(), Some(2), "empty");
        world.put_on_list(crate::kit::Who::Clerk, &round, "signing", id).await.to();
        let published = world.taizhang(&["rounds", "publish", "2022-1", "--format", "json"]).await;
        assert_eq!(published.status.code(), Some(0), "{}", String::from_utf8_lossy(&published.stderr));
        let shown: serde_json::Value = serde_json::from_slice(&published.stdout).unwrap();
        assert_eq!(shown["frozen"]["signing"]["amountFen"], 3 * YI_FEN);
        assert_eq!(shown["zones"][0]["lists"]["signing"]["entries"], 1);
        assert_eq!(world.taizhang(&["rounds", "publish", "2022-1"]).await.status.code(), Some(2), "twice");
        assert_eq!(world.taizhang(&["rounds", "show", "2031-1"]).await.status.code(), Some(2));
        let list = world.taizhang(&["rounds", "list"]).await;
        assert!(String::from_utf8(list.stdout).unwrap().contains("2022-1"));
    }

    async fn a_workbook_says_what_it_holds_and_as_of_when(world: World) {
        let tree = world.settle().await;
        world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
        let read = |name: &str| {
            let bytes = std::fs::read(world.folder.path().join(name)).unwrap();
            office::read(&bytes, name, &office::ReadLimits::default()).unwrap()
        };
        let written = ["--format", "xlsx", "--out", "a.xlsx", "--true-on", "2022-06-30"];
        let figures = ["figures", "signed", "--compare-to", "2022-01-31"];
        world.taizhang(&[&figures as &[&str], &written].concat()).await;
        let book = read("a.xlsx");
        let head = |sheet: usize| [0, 1].map(|row| book.sheets[sheet].cell(row, 0).text().into_owned());
        assert_eq!(head(0), ["签约项目", "截至2022-06-30，所用内容截至第2号变更"]);
        assert_eq!(head(1), ["签约项目", "与2022-01-31（第2号变更）相比"]);
        std::fs::remove_file(world.folder.path().join("a.xlsx")).unwrap();
        world.taizhang(&[&["--lang", "en", "cohorts"] as &[&str], &written].concat()).await;
        let told = read("a.xlsx");
        assert!(told.sheets[0].cell(1, 0).text().starts_with("true on 2022-06-30"), "{:?}", told.sheets[0].rows);
    }
}
