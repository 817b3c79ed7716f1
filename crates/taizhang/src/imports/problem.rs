//! What is wrong with a cell, a row or a sheet: a stable code for machines, the words made at the edge.

use super::recognize::SheetLayout;
use super::suspicion::Suspicion;
use crate::text::{Arg, Lang};
use office::sheet::{Part, column_letters};
use std::sync::Arc;

/// Whether the row goes in all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The row is in; somebody should look.
    Warns,
    /// The row is parked unless a person agrees.
    Asks,
    /// The row is parked until it is mended.
    Blocks,
}

impl Severity {
    /// The code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Warns => "warns",
            Self::Asks => "asks",
            Self::Blocks => "blocks",
        }
    }
}

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $severity:ident, $message:literal, $proposal:literal;)*) => {
        /// The kinds of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The stable code in JSON.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
            /// Whether it parks the row.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
            const fn message_key(self) -> &'static str {
                match self { $(Self::$name => $message,)* }
            }
            const fn proposal_key(self) -> &'static str {
                match self { $(Self::$name => $proposal,)* }
            }
            /// The kind with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.code() == code)
            }
        }
    };
}

problems! {
    /// The row names no project.
    NewWithoutTitle = "newWithoutTitle", Blocks, "imports.problem.new_without_title", "imports.proposal.new_without_title";
    /// Neither a name nor a number.
    NoTitle = "noTitle", Blocks, "imports.problem.no_title", "imports.proposal.no_title";
    /// Text beyond what a field holds.
    TextTooLong = "textTooLong", Blocks, "imports.problem.text_too_long", "imports.proposal.text_too_long";
    /// The cell shows an error value of the spreadsheet.
    ErrorCell = "errorCell", Blocks, "imports.problem.error_cell", "imports.proposal.error_cell";
    /// Not a date.
    DateUnreadable = "dateUnreadable", Blocks, "imports.problem.date_unreadable", "imports.proposal.date_form";
    /// The calendar has no such day.
    NoSuchDay = "noSuchDay", Blocks, "imports.problem.no_such_day", "imports.proposal.no_such_day";
    /// The year is out of range.
    DateOutOfRange = "dateOutOfRange", Blocks, "imports.problem.date_out_of_range", "imports.proposal.date_form";
    /// The year is not said.
    DateNeedsYear = "dateNeedsYear", Blocks, "imports.problem.date_needs_year", "imports.proposal.date_needs_year";
    /// January or October.
    DateAmbiguous = "dateAmbiguous", Blocks, "imports.problem.date_ambiguous", "imports.proposal.date_ambiguous";
    /// A date of numbers with the year last: nobody said whether day or month comes first.
    DateOrderOpen = "dateOrderOpen", Blocks, "imports.problem.date_order_open", "imports.proposal.date_order_open";
    /// A year in which hardly a project of a zone had or will have a date.
    DateDoubtful = "dateDoubtful", Warns, "imports.problem.date_doubtful", "imports.proposal.date_doubtful";
    /// The range ends before it begins.
    RangeBackwards = "rangeBackwards", Blocks, "imports.problem.range_backwards", "imports.proposal.date_form";
    /// Said to have happened, on a day that is still to come.
    ActualInFuture = "actualInFuture", Blocks, "imports.problem.actual_in_future", "imports.proposal.actual_in_future";
    /// Money of a month that the ledger knows one by one, and whose sum is another.
    PaidOneByOne = "paidOneByOne", Blocks, "imports.problem.paid_one_by_one", "imports.proposal.paid_one_by_one";
    /// All the money of a month that is other than what its sources come to.
    PaidParts = "paidParts", Blocks, "imports.problem.paid_parts", "imports.proposal.record_contradicts";
    /// Said to have happened, on a day after the one up to which the sheet's data reach.
    ActualAfterSheet = "actualAfterSheet", Blocks, "imports.problem.actual_after_sheet", "imports.proposal.actual_after_sheet";
    /// Not an amount.
    AmountUnreadable = "amountUnreadable", Blocks, "imports.problem.amount_unreadable", "imports.proposal.amount_form";
    /// No unit anywhere.
    AmountNoUnit = "amountNoUnit", Blocks, "imports.problem.amount_no_unit", "imports.proposal.amount_no_unit";
    /// Finer than a fen.
    AmountTooFine = "amountTooFine", Blocks, "imports.problem.amount_too_fine", "imports.proposal.amount_form";
    /// Another currency.
    AmountForeign = "amountForeign", Blocks, "imports.problem.amount_foreign", "imports.proposal.amount_foreign";
    /// Two qualifying words.
    AmountTwoQualifiers = "amountTwoQualifiers", Blocks, "imports.problem.amount_two_qualifiers", "imports.proposal.amount_form";
    /// Too large.
    AmountTooLarge = "amountTooLarge", Blocks, "imports.problem.amount_too_large", "imports.proposal.amount_form";
    /// Below zero.
    AmountNegative = "amountNegative", Blocks, "imports.problem.amount_negative", "imports.proposal.amount_negative";
    /// Below zero where that takes off what was told too much.
    AmountBelowZero = "amountBelowZero", Warns, "imports.problem.amount_below_zero", "imports.proposal.amount_below_zero";
    /// A word on the number, in a sheet of records that have no place for one.
    AmountWord = "amountWord", Blocks, "imports.problem.amount_word", "imports.proposal.amount_plain";
    /// A word on the number, where only the number has a place; the words are kept as a remark.
    AmountWordKept = "amountWordKept", Warns, "imports.problem.amount_word_kept", "imports.proposal.amount_word_kept";
    /// A computed number went to the nearest fen.
    AmountSnapped = "amountSnapped", Warns, "imports.problem.amount_snapped", "imports.proposal.amount_snapped";
    /// More than one project comes to.
    AmountDoubtful = "amountDoubtful", Warns, "imports.problem.amount_doubtful", "imports.proposal.amount_doubtful";
    /// Ten thousand times the known figure, or a ten-thousandth.
    AmountOff = "amountOff", Asks, "imports.problem.amount_off", "imports.proposal.amount_off";
    /// Ten times the known figure or more, or a tenth of it or less.
    AmountJump = "amountJump", Asks, "imports.problem.amount_jump", "imports.proposal.amount_jump";
    /// An amount of minor weight that can't be read; its words are kept as a remark.
    AmountKept = "amountKept", Warns, "imports.problem.amount_kept", "imports.proposal.amount_no_unit";
    /// Not a whole number.
    CountUnreadable = "countUnreadable", Warns, "imports.problem.count_unreadable", "imports.proposal.kept_as_note";
    /// Not an area of land.
    LandUnreadable = "landUnreadable", Warns, "imports.problem.land_unreadable", "imports.proposal.land";
    /// A word that no list of ours holds.
    WordUnknown = "wordUnknown", Warns, "imports.problem.word_unknown", "imports.proposal.kept_as_note";
    /// The claimed stage contradicts the dates.
    StageContradicts = "stageContradicts", Blocks, "imports.problem.stage_contradicts", "imports.proposal.stage_contradicts";
    /// The claimed stage lies before the one that the project has reached.
    StageBack = "stageBack", Asks, "imports.problem.stage_back", "imports.proposal.stage_back";
    /// How long, where the question is from when until when.
    LengthOfTime = "lengthOfTime", Warns, "imports.problem.length_of_time", "imports.proposal.length_of_time";
    /// The name is a formula whose value the file doesn't hold.
    NameIsFormula = "nameIsFormula", Blocks, "imports.problem.name_is_formula", "imports.proposal.name_is_formula";
    /// Another zone has a project of the same number and name.
    TwinInLedger = "twinInLedger", Warns, "imports.problem.twin_in_ledger", "imports.proposal.twin";
    /// Another zone's row of the file has the same number and name.
    TwinInFile = "twinInFile", Warns, "imports.problem.twin_in_file", "imports.proposal.twin";
    /// A stage claimed without the date for which there is a column.
    StageWithoutDate = "stageWithoutDate", Blocks, "imports.problem.stage_without_date", "imports.proposal.stage_without_date";
    /// A stage without a day: to be completed.
    StageUndated = "stageUndated", Warns, "imports.problem.stage_undated", "imports.proposal.stage_undated";
    /// Production before the start.
    ProductionBeforeStart = "productionBeforeStart", Blocks, "imports.problem.production_before_start", "imports.proposal.check_dates";
    /// Start before the contract.
    StartBeforeSigning = "startBeforeSigning", Warns, "imports.problem.start_before_signing", "imports.proposal.check_dates";
    /// A change by which the start of a known project comes to lie before the contract.
    StartMoved = "startMovedBeforeSigning", Asks, "imports.problem.start_before_signing", "imports.proposal.start_moved";
    /// A change by which a date of a known project comes to lie before the contract.
    DateBeforeContract = "dateBeforeContract", Asks, "imports.problem.date_before_contract", "imports.proposal.start_moved";
    /// A second row for the same project.
    DuplicateRow = "duplicateRow", Blocks, "imports.problem.duplicate_row", "imports.proposal.duplicate_row";
    /// A second row with the same content.
    RepeatedRow = "repeatedRow", Warns, "imports.problem.repeated_row", "imports.proposal.repeated_row";
    /// No zone.
    ZoneMissing = "zoneMissing", Blocks, "imports.problem.zone_missing", "imports.proposal.zone_missing";
    /// A zone that the ledger doesn't know.
    ZoneUnknown = "zoneUnknown", Blocks, "imports.problem.zone_unknown", "imports.proposal.zone_unknown";
    /// A zone outside of what the actor may write.
    ZoneForbidden = "zoneForbidden", Blocks, "imports.problem.zone_forbidden", "imports.proposal.zone_forbidden";
    /// Several organisations of this name.
    ZoneAmbiguous = "zoneAmbiguous", Blocks, "imports.problem.zone_ambiguous", "imports.proposal.zone_ambiguous";
    /// A zone was made whose name one in another city has already.
    ZoneElsewhere = "zoneElsewhere", Warns, "imports.problem.zone_elsewhere", "imports.proposal.zone_elsewhere";
    /// The sheet puts the zone into another city than the ledger.
    CityDiffers = "cityDiffers", Warns, "imports.problem.city_differs", "imports.proposal.city_differs";
    /// A park that the zone doesn't have.
    ParkUnknown = "parkUnknown", Warns, "imports.problem.park_unknown", "imports.proposal.park_unknown";
    /// No number was given and several projects of the zone have this name.
    TitleAmbiguous = "titleAmbiguous", Blocks, "imports.problem.title_ambiguous", "imports.proposal.title_ambiguous";
    /// The number of a project that ended: it stays that one's.
    NumberUsed = "numberUsed", Blocks, "imports.problem.number_used", "imports.proposal.number_used";
    /// The number that a project had in the zone before it went to another.
    NumberElsewhere = "numberElsewhere", Blocks, "imports.problem.number_elsewhere", "imports.proposal.number_elsewhere";
    /// The number that the project had before: it means that project.
    FormerNumber = "formerNumber", Warns, "imports.problem.former_number", "imports.proposal.former_number";
    /// The zone has a project of this name under another number.
    SameTitle = "sameTitle", Warns, "imports.problem.same_title", "imports.proposal.same_title";
    /// Another row of the file makes a project of this name in the zone, under another number.
    SameTitleInFile = "sameTitleInFile", Warns, "imports.problem.same_title_in_file", "imports.proposal.same_title_in_file";
    /// Not the name of a round.
    RoundUnreadable = "roundUnreadable", Blocks, "imports.problem.round_unreadable", "imports.proposal.round_form";
    /// A round that the ledger doesn't know.
    RoundUnknown = "roundUnknown", Blocks, "imports.problem.round_unknown", "imports.proposal.round_unknown";
    /// The round's figures are published: its lists are frozen.
    RoundPublished = "roundPublished", Blocks, "imports.problem.round_published", "imports.proposal.round_published";
    /// A round was made from the sheet: its day is a guess.
    RoundCreated = "roundCreated", Warns, "imports.problem.round_created", "imports.proposal.round_created";
    /// A region that is not known.
    OriginUnknown = "originUnknown", Warns, "imports.problem.origin_unknown", "imports.proposal.origin_unknown";
    /// Several seats, not as many as investors: whose is whose isn't said.
    SeatsDiffer = "seatsDiffer", Warns, "imports.problem.seats_differ", "imports.proposal.seats_differ";
    /// Another province for an investor than the one where the ledger has it.
    SeatInLedger = "seatInLedger", Warns, "imports.problem.seat_in_ledger", "imports.proposal.seat";
    /// Another province for an investor than the one that a row before gave.
    SeatInFile = "seatInFile", Warns, "imports.problem.seat_in_file", "imports.proposal.seat";
    /// The project's own number, damaged by being a number.
    OwnNoDamaged = "ownNoDamaged", Blocks, "imports.problem.code_damaged", "imports.proposal.code_damaged";
    /// A code damaged by being a number.
    CodeDamaged = "codeDamaged", Warns, "imports.problem.code_damaged", "imports.proposal.code_damaged";
    /// The check digit of a code doesn't fit.
    CheckDigit = "checkDigit", Warns, "imports.problem.check_digit", "imports.proposal.check_digit";
    /// A code that has not the form of its kind.
    CodeMalformed = "codeMalformed", Warns, "imports.problem.code_malformed", "imports.proposal.check_digit";
    /// The sheet's total isn't the sum of its rows.
    TotalDiffers = "totalDiffers", Warns, "imports.problem.total_differs", "imports.proposal.total_differs";
    /// A table of sums: its numbers were compared with the ledger's own.
    RollUp = "rollUp", Warns, "imports.problem.roll_up", "imports.proposal.roll_up";
    /// Columns of such a table that the ledger has nothing to compare with.
    RollUpLeft = "rollUpLeft", Warns, "imports.problem.roll_up_left", "imports.proposal.roll_up_left";
    /// A sum that isn't that of the ledger.
    RollUpDiffers = "rollUpDiffers", Warns, "imports.problem.roll_up_differs", "imports.proposal.roll_up_differs";
    /// A row of sums of a unit that the ledger doesn't know.
    RollUpUnit = "rollUpUnit", Warns, "imports.problem.roll_up_unit", "imports.proposal.roll_up_unit";
    /// The sheet lacks columns of the layout by which it was taken.
    LayoutMissing = "layoutMissing", Warns, "imports.problem.layout_missing", "imports.proposal.layout_missing";
    /// The sheet has columns of which the layout knows nothing.
    LayoutFurther = "layoutFurther", Warns, "imports.problem.layout_further", "imports.proposal.layout_further";
    /// The sheet states another unit than the layout.
    LayoutUnit = "layoutUnit", Warns, "imports.problem.layout_unit", "imports.proposal.layout_unit";
    /// A waiting row of a project that was changed after its file came in.
    ChangedSince = "changedSince", Asks, "imports.problem.changed_since", "imports.proposal.changed_since";
    /// The same, where a later import brought in a row of the project.
    ToldSince = "toldSince", Asks, "imports.problem.told_since", "imports.proposal.changed_since";
    /// A cell that was changed in the zone's own workbook and in the ledger since.
    BothChanged = "bothChanged", Asks, "imports.problem.both_changed", "imports.proposal.both_changed";
    /// A row of such a workbook whose project or record the ledger has ended since.
    EndedSince = "endedSince", Asks, "imports.problem.ended_since", "imports.proposal.ended_since";
    /// A second row of such a workbook that tells of the same.
    TwiceInBook = "twiceInBook", Asks, "imports.problem.twice_in_book", "imports.proposal.twice_in_book";
    /// A project of such a workbook that bears another number than it did.
    Renumbered = "renumbered", Asks, "imports.problem.renumbered", "imports.proposal.renumbered";
    /// A cell of such a workbook that was emptied.
    EmptiedInBook = "emptiedInBook", Warns, "imports.problem.emptied_in_book", "imports.proposal.emptied_in_book";
    /// A cell of such a workbook that only names what the row tells of.
    NotByBook = "notByBook", Warns, "imports.problem.not_by_book", "imports.proposal.not_by_book";
    /// A new project of the name under which one came in that had to be mended first.
    MaybeSame = "maybeSame", Asks, "imports.problem.maybe_same", "imports.proposal.maybe_same";
    /// A new project without a number that looks like one that the zone has.
    LooksAlike = "looksAlike", Asks, "imports.problem.looks_alike", "imports.proposal.looks_alike";
    /// A new project under a number of its own that looks like one that the zone has.
    SimilarTitle = "similarTitle", Warns, "imports.problem.looks_alike", "imports.proposal.similar_title";
    /// A row in which stands what stood in one that waited and was mended since.
    MendedBefore = "mendedBefore", Warns, "imports.problem.mended_before", "imports.proposal.mended_before";
    /// The layout that was asked for fits no sheet.
    LayoutUnfit = "layoutUnfit", Warns, "imports.problem.layout_unfit", "imports.proposal.layout_unfit";
    /// No header row.
    NoHeader = "noHeader", Warns, "imports.problem.no_header", "imports.proposal.no_header";
    /// A summary without rows of projects.
    SummarySheet = "summarySheet", Warns, "imports.problem.summary_sheet", "imports.proposal.summary_sheet";
    /// A hidden sheet that was not read.
    HiddenSheet = "hiddenSheet", Warns, "imports.problem.hidden_sheet", "imports.proposal.hidden_sheet";
    /// Hidden rows, which are read like others.
    HiddenRows = "hiddenRows", Warns, "imports.problem.hidden_rows", "imports.proposal.hidden_rows";
    /// Hidden columns, which are read like others.
    HiddenColumns = "hiddenColumns", Warns, "imports.problem.hidden_columns", "imports.proposal.hidden_columns";
    /// Formulas without a computed value.
    FormulasWithoutValue = "formulasWithoutValue", Warns, "imports.problem.formulas_without_value", "imports.proposal.formulas_without_value";
    /// Not a number, where a list of records has one.
    NumberUnreadable = "numberUnreadable", Blocks, "imports.problem.number_unreadable", "imports.proposal.number_form";
    /// A word that no list of ours holds, where a list of records has one.
    RecordWord = "recordWord", Blocks, "imports.problem.record_word", "imports.proposal.record_word";
    /// Words that name no period.
    RecordPeriod = "recordPeriod", Blocks, "imports.problem.record_period", "imports.proposal.record_period";
    /// A record without something that it needs.
    RecordFieldMissing = "recordFieldMissing", Blocks, "imports.problem.record_field_missing", "imports.proposal.record_field_missing";
    /// An amount that is not what the dollars beside it come to.
    DollarsDiffer = "dollarsDiffer", Blocks, "imports.problem.dollars_differ", "imports.proposal.dollars_differ";
    /// No rate that a dollar ever had.
    NoDollarRate = "noDollarRate", Blocks, "imports.problem.no_dollar_rate", "imports.proposal.no_dollar_rate";
    /// Two columns of a record that can't both be right.
    RecordContradicts = "recordContradicts", Blocks, "imports.problem.record_contradicts", "imports.proposal.record_contradicts";
    /// A record of a project that neither the ledger nor the file has.
    RecordOfUnknown = "recordOfUnknown", Blocks, "imports.problem.record_of_unknown", "imports.proposal.record_of_unknown";
    /// The number of a record that the project or the organisation doesn't have.
    RecordNumberUnknown = "recordNumberUnknown", Warns, "imports.problem.record_number_unknown", "imports.proposal.record_number_unknown";
    /// No organisation of that name.
    OrgUnknown = "orgUnknown", Blocks, "imports.problem.org_unknown", "imports.proposal.org_unknown";
    /// Several organisations of that name.
    OrgAmbiguous = "orgAmbiguous", Blocks, "imports.problem.org_ambiguous", "imports.proposal.org_ambiguous";
    /// An organisation for which the actor keeps nothing.
    OrgForbidden = "orgForbidden", Blocks, "imports.problem.org_forbidden", "imports.proposal.org_forbidden";
    /// Words under a header that an organisation's records have no place for.
    ColumnNotTaken = "columnNotTaken", Warns, "imports.problem.column_not_taken", "imports.proposal.column_not_taken";
    /// The character set was guessed.
    GuessedCharset = "guessedCharset", Warns, "imports.problem.guessed_charset", "imports.proposal.guessed_charset";
}

impl Code {
    /// Whether it is of something that an import makes where that is chosen.
    pub const fn may_be_made(self) -> bool {
        matches!(self, Self::ZoneUnknown | Self::RoundUnknown | Self::ParkUnknown)
    }

    /// What a person is asked about, of a problem that is agreed to.
    pub const fn suspicion(self) -> Option<Suspicion> {
        match self {
            Self::StageBack => Some(Suspicion::Stage),
            Self::AmountOff | Self::AmountJump => Some(Suspicion::Amount),
            Self::DateBeforeContract => Some(Suspicion::Contract),
            Self::StartMoved => Some(Suspicion::Start),
            Self::ChangedSince | Self::ToldSince => Some(Suspicion::Later),
            Self::MaybeSame | Self::LooksAlike | Self::Renumbered => Some(Suspicion::Same),
            Self::BothChanged | Self::EndedSince | Self::TwiceInBook => Some(Suspicion::Both),
            _ => None,
        }
    }

    /// Whether it asks if a row's project is one that the ledger has.
    pub const fn asks_whether_same(self) -> bool {
        matches!(self, Self::MaybeSame | Self::LooksAlike)
    }
}

/// Where in the file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Index of the sheet in the workbook.
    pub sheet_index: usize,
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// What that is of a sheet of the file, where it was taken apart.
    pub part: Option<Part>,
    /// The row's number as the workbook shows it; none for the sheet as a whole.
    pub row: Option<u32>,
}

impl Place {
    /// A row of a sheet, numbered from 0, or the sheet as a whole.
    pub fn of(layout: &SheetLayout, row: Option<u32>) -> Self {
        let row = row.map(|row| row + 1);
        Self { sheet_index: layout.index, sheet: Arc::clone(&layout.name), part: layout.part, row }
    }

    /// The sheet of the file, and the row and column in it of a cell of this row, all from 0.
    pub fn in_file(&self, col: u32) -> Option<(usize, u32, u32)> {
        let row = self.row?.checked_sub(1)?;
        let (row, col) = self.part.map_or((row, col), |part| part.in_file(row, col));
        Some((self.part.map_or(self.sheet_index, |part| part.sheet), row, col))
    }

    /// The row as the file calls it.
    pub fn row_name(&self) -> Option<String> {
        self.row.map(|row| row_name(self.part, row))
    }
}

/// What the file calls a row of a sheet or of a part of one: its number, or the letters of the column in which it stands.
pub fn row_name(part: Option<Part>, row: u32) -> String {
    match part.map(|part| part.in_file(row.saturating_sub(1), 0)) {
        Some((_, col)) if part.is_some_and(|part| part.turned_at.is_some()) => column_letters(col),
        _ => row.to_string(),
    }
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// The column's header, where a cell is meant.
    pub column: Option<Arc<str>>,
    /// The cell's zero-based column.
    pub col: Option<u32>,
    /// What stood there.
    pub value: String,
    /// What is wrong.
    pub code: Code,
    /// Values for the words.
    pub args: Vec<Arg>,
    /// Whether a person has agreed to what it asks about.
    pub agreed: bool,
}

impl Problem {
    /// A problem of a row or sheet.
    pub fn at(place: &Place, code: Code) -> Self {
        Self {
            place: place.clone(),
            column: None,
            col: None,
            value: String::new(),
            code,
            args: Vec::new(),
            agreed: false,
        }
    }

    /// The same, at a cell of the row.
    #[must_use]
    pub fn in_column(mut self, header: &Arc<str>, col: u32, value: impl Into<String>) -> Self {
        self.column = Some(Arc::clone(header));
        self.col = Some(col);
        self.value = value.into();
        self
    }

    /// The same, with a value for its words.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// A value for its words.
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// The cell's address as users know it.
    pub fn cell(&self) -> Option<String> {
        let (_, row, col) = self.place.in_file(self.col?)?;
        Some(office::address(row, col))
    }

    /// Whether the row is parked for it.
    pub fn blocks(&self) -> bool {
        match self.code.severity() {
            Severity::Blocks => true,
            Severity::Asks => !self.agreed,
            Severity::Warns => false,
        }
    }

    /// What is wrong, in words.
    pub fn message(&self, lang: Lang) -> String {
        lang.tf_kept(self.code.message_key(), &self.words())
    }

    /// What to do, in words.
    pub fn proposal(&self, lang: Lang) -> String {
        lang.tf_kept(self.code.proposal_key(), &self.words())
    }

    fn words(&self) -> Vec<Arg> {
        let mut args = self.args.clone();
        args.push(("value", self.value.clone()));
        args.push(("column", self.column.as_deref().unwrap_or_default().to_owned()));
        args.push(("sheet", self.place.sheet.to_string()));
        args
    }
}
