//! Organisations: a tree of any depth.

use crate::codes::codes;

codes! {
    /// What an organisation is.
    OrgKind {
        /// 省.
        Province = "province",
        /// 市.
        City = "city",
        /// 县（区）.
        County = "county",
        /// 开发区.
        Zone = "zone",
        /// 园区.
        Park = "park",
        /// 单位: an office that answers for projects.
        Unit = "unit",
    }
}

impl OrgKind {
    /// Whether an organisation of this kind may stand under `parent`.
    pub const fn fits_under(self, parent: Option<Self>) -> bool {
        use OrgKind::{City, County, Park, Province, Unit, Zone};
        matches!(
            (self, parent),
            (Province, None)
                | (Unit, Some(_))
                | (City | Zone, Some(Province))
                | (County | Zone, Some(City))
                | (Zone, Some(County))
                | (Park, Some(Zone | Park))
        )
    }
}

codes! {
    /// Level of a zone.
    ZoneLevel {
        /// 国家级.
        National = "national",
        /// 省级.
        Provincial = "provincial",
    }
}
