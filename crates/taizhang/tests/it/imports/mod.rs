//! Workbooks in, by the pages.

mod bringing_in;
mod broken_files;
mod claiming;
mod coarse_days;
mod columns;
mod days;
mod grouping;
mod headings;
mod later;
mod layouts;
mod mending;
mod months;
mod phases_and_seats;
mod records;
mod repeating;
mod roll_ups;
mod taking_back;
mod ticks;
mod tracing;
mod twice;
mod twins;
mod typing;
mod uploads;

use crate::kit::{Page, Who, World};

/// A header, two good rows, one with a day that isn't in the calendar.
pub const SHEET: &str = "项目编号,项目名称,开发区,总投资(万元),签约日期,实际开工日期\n\
    JZ-1,电池项目,晋中经济技术开发区,1200,2021-07-16,2022-03-10\n\
    JZ-2,风机项目,晋中经济技术开发区,约3亿元,2021年8月,\n\
    JZ-3,轴承项目,晋中经济技术开发区,500,2022-02-30,\n";

/// Uploads a sheet and opens its preview.
pub async fn preview(world: &World, who: Who, name: &str, bytes: &[u8]) -> Page {
    let sent = world.upload(who, "/imports", &[], ("file", name, bytes)).await;
    world.follow(who, &sent).await
}

/// The hidden fields of a preview's form.
pub fn fields(preview: &Page) -> Vec<(String, String)> {
    let form = preview.between("action=\"/imports/confirm\"", "</form>").unwrap();
    let hidden = form.split("type=\"hidden\"").skip(1).map(|input| {
        let value = |name: &str| {
            let rest = input.split_once(&format!("{name}=\"")).unwrap().1;
            rest.split_once('"').unwrap().0.to_owned()
        };
        (value("name"), value("value"))
    });
    hidden.collect()
}

/// Confirms a preview.
pub async fn confirm(world: &World, who: Who, preview: &Page) -> Page {
    let fields = fields(preview);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    world.post(who, "/imports/confirm", &fields).await
}

/// Projects in the ledger.
pub async fn projects(world: &World) -> usize {
    let open = taizhang::ledger::all_open::<domain::facts::Project>(world.ledger.db()).await.unwrap();
    open.len()
}
