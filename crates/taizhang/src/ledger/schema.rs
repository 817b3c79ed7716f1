//! The migrations: append-only, numbered, each applied once.

/// All migrations in order. An applied one is never changed; a new one goes to the end.
pub const MIGRATIONS: &[db::Migration] = &[
    db::Migration { name: "0001_ledger", sql: include_str!("../../migrations/0001_ledger.sql") },
    db::Migration { name: "0002_progress", sql: include_str!("../../migrations/0002_progress.sql") },
    db::Migration { name: "0003_rankings", sql: include_str!("../../migrations/0003_rankings.sql") },
    db::Migration { name: "0004_affairs", sql: include_str!("../../migrations/0004_affairs.sql") },
    db::Migration { name: "0005_bulletins", sql: include_str!("../../migrations/0005_bulletins.sql") },
    db::Migration { name: "0006_boards", sql: include_str!("../../migrations/0006_boards.sql") },
    db::Migration { name: "0007_definitions", sql: include_str!("../../migrations/0007_definitions.sql") },
    db::Migration { name: "0008_templates", sql: include_str!("../../migrations/0008_templates.sql") },
    db::Migration { name: "0009_layouts", sql: include_str!("../../migrations/0009_layouts.sql") },
    db::Migration { name: "0010_dollars", sql: include_str!("../../migrations/0010_dollars.sql") },
    db::Migration { name: "0011_matching", sql: include_str!("../../migrations/0011_matching.sql") },
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::facts::{ColumnKind, RecordKind};

    #[test]
    fn every_record_kind_has_a_table_with_exactly_its_columns() {
        let text: String = super::MIGRATIONS.iter().map(|migration| migration.sql).collect();
        for kind in RecordKind::ALL {
            let start = text.find(&format!("CREATE TABLE {} (", kind.table())).unwrap();
            let body = &text[start..start + text[start..].find("PRIMARY KEY").unwrap()];
            let later = format!("ALTER TABLE {} ADD COLUMN \"", kind.table());
            let later =
                text.lines().filter_map(|line| line.strip_prefix(&later)).map(|it| it.replace(';', ","));
            let first = body.lines().filter_map(|line| line.trim().strip_prefix('"')).map(str::to_owned);
            let found: Vec<_> = first.chain(later).collect();
            let wanted: Vec<_> = kind
                .fields()
                .iter()
                .map(|field| {
                    let kind = match field.kind {
                        ColumnKind::Int => "BIGINT",
                        ColumnKind::Text => "TEXT",
                    };
                    let need = if field.optional { "" } else { " NOT NULL" };
                    format!("{}\" {kind}{need},", field.name)
                })
                .collect();
            assert_eq!(found, wanted, "{kind:?}");
        }
    }
}
