//! The record types of permits, of what offices did, of their rosters, and of figures that stand in print.

use super::record::{NaturalKey, Owner, Record, RecordKind, maybe, records};
use super::{Column, ColumnError, FieldDef, OrgId, ProjectId, Sink, Source};
use crate::{Cycle, Day, LeaderRank, OccasionKind, PermitState, Precision, Qualifier, RosterKind};

records! {
    /// 手续: a paper that a project needs.
    Permit in "permit", Project {
        /// The project.
        project: ProjectId,
        /// Its name (施工许可证).
        name: String,
        /// Where it stands.
        state: PermitState,
        /// Its number (文号).
        number: Option<String>,
        /// The last day of the span in which it was given.
        day: Option<Day>,
        /// How exact the day is.
        precision: Option<Precision>,
        /// The words it came from.
        original: Option<String>,
        /// The segment for which it holds; none for the whole.
        segment: Option<String>,
        /// The day on which it was recorded; one without a day holds from here.
        recorded_on: Day,
    }

    /// What an office did for projects and enterprises on one day.
    Occasion in "occasion", Org {
        /// Which office.
        org: OrgId,
        /// 调度, 听取汇报, 走访, 洽谈, 外出招商.
        kind: OccasionKind,
        /// What it is called.
        title: String,
        /// The day.
        day: Day,
        /// How often it is held.
        cycle: Option<Cycle>,
        /// Who led it.
        leader: Option<String>,
        /// That one's rank.
        leader_rank: Option<LeaderRank>,
        /// Where.
        place: Option<String>,
        /// The enterprises met, several separated by 、.
        enterprises: Option<String>,
        /// What was spoken of (fields of cooperation, agenda), several separated by 、.
        topics: Option<String>,
        /// How many came.
        attendees: Option<i64>,
        /// The word on that number (50余位).
        attendees_qualifier: Option<Qualifier>,
        /// With how many of them talks were held.
        targeted: Option<i64>,
        /// What was decided.
        minutes: Option<String>,
        /// The day on which it was recorded.
        recorded_on: Day,
    }

    /// A line of a roster that an office keeps.
    RosterEntry in "roster_entry", Org {
        /// Which office.
        org: OrgId,
        /// Which roster.
        kind: RosterKind,
        /// What stands in the line.
        name: String,
        /// Its place in the roster.
        position: i64,
        /// First day on which it stands there.
        valid_from: Option<Day>,
        /// Last day.
        valid_to: Option<Day>,
        /// The day on which it was recorded.
        recorded_on: Day,
    }

    /// A figure as an old paper printed it: kept as it stands, and held against what is computed (`domain.md` §1, W4).
    OldPrint in "old_print", Org {
        /// Of whom it is said.
        org: OrgId,
        /// The figure's code name.
        figure: String,
        /// The filter that was asked beside the organisation.
        filter: Option<String>,
        /// The day of which it speaks.
        true_on: Day,
        /// The number as printed, with its unit.
        printed: String,
        /// Which paper printed it.
        data_source: String,
        /// The day on which it was recorded.
        recorded_on: Day,
    }
}
