//! The fields of the filter language.

/// What kind of values a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A word of a fixed list or of the ledger's own names.
    Code,
    /// Names of organisations, industries, lists: data.
    Name,
    /// Days, months, quarters, years; ranges and order.
    Day,
    /// Money; ranges and order. A bare number is 万元.
    Money,
    /// A number; ranges and order.
    Number,
    /// A round or a year of rounds; ranges.
    Round,
    /// Text found anywhere in the field.
    Text,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $kind:ident;)*) => {
        /// A field that a term can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Field { $($(#[$doc])* $name,)* }

        impl Field {
            /// All fields.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The name in the filter language.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
            /// What values it takes.
            pub const fn kind(self) -> FieldKind {
                match self { $(Self::$name => FieldKind::$kind,)* }
            }
        }
    };
}

fields! {
    /// The stage on the day asked; `none` before the first event.
    Stage = "stage", Code;
    /// A stage of life reached by the day asked, this one or a later one; exits leave it as it is.
    Reached = "reached", Code;
    /// A recognised event of that very stage by the day asked, dated or not.
    Event = "event", Code;
    /// The day of signing.
    Signed = "signed", Day;
    /// The day of ground-breaking.
    Started = "started", Day;
    /// The day of completion.
    Completed = "completed", Day;
    /// The day of going into production.
    Produced = "produced", Day;
    /// The start promised, as in force on the day asked.
    PlannedStart = "plannedStart", Day;
    /// The production promised, as in force on the day asked.
    PlannedProduction = "plannedProduction", Day;
    /// `start` or `production`: promised for before the day asked, not met, not given up.
    Overdue = "overdue", Code;
    /// Days by which the later of both is overdue.
    Late = "late", Number;
    /// Total investment.
    Invest = "invest", Money;
    /// Contract amount.
    Contract = "contract", Money;
    /// Expected yearly output.
    Output = "output", Money;
    /// Land in 亩.
    Land = "land", Number;
    /// Any organisation above or at the project's zone or park.
    Org = "org", Name;
    /// Zone, by name, other name or code.
    Zone = "zone", Name;
    /// City.
    City = "city", Name;
    /// County.
    County = "county", Name;
    /// Park; `none` for projects outside parks.
    Park = "park", Name;
    /// Class of any taxonomy, or `taxonomy/class`; `none` without a class.
    Industry = "industry", Name;
    /// Where the first investor comes from; `outside` is another province or abroad, `inside` the own province, `none` unknown.
    Origin = "origin", Code;
    /// A list of companies on which an investor stands: `世界500强` or `世界500强/2022`.
    Listed = "listed", Name;
    /// A round in which an entry stands: `2022-1`, or all of a year: `2022`.
    Round = "round", Round;
    /// The list on which an entry stands.
    List = "list", Code;
    /// The frozen investment of an entry.
    Amount = "amount", Money;
    /// Whether an entry came by conversion from an earlier list.
    Converted = "converted", Code;
    /// Size band of the total investment; `none` without one.
    Size = "size", Code;
    /// How the investment came.
    Acquisition = "acquisition", Code;
    /// 建设性质.
    Type = "type", Code;
    /// Contract kind; one that is not stated counts as formal.
    ContractKind = "contractKind", Code;
    /// What it is of a parent; `none` for projects of their own.
    Part = "part", Code;
    /// Own number of the parent.
    Parent = "parent", Text;
    /// On a list of key projects of that level, of any year or of one: `province/2022`.
    Key = "key", Code;
    /// 包联领导.
    Leader = "leader", Text;
    /// 责任单位.
    Unit = "unit", Text;
    /// 责任单位 or 责任人.
    Responsible = "responsible", Text;
    /// The name of any investor.
    Investor = "investor", Text;
    /// Own number, exactly.
    No = "no", Text;
    /// 固定资产投资项目代码, exactly.
    Code = "code", Text;
    /// A stage is claimed and not yet recognised: `yes`, `no`, or which stage.
    Claimed = "claimed", Code;
    /// A recognised stage has no day of its own: `yes`, `no`, or which stage.
    Undated = "undated", Code;
    /// Milestones met in one and the same year: `signed+started`, `started+produced`, `signed+started+produced`.
    SameYear = "sameYear", Code;
    /// In the plan of the year of the day asked, `yes` or `no`; or of a year: `2021`.
    PlanYear = "planYear", Code;
    /// What it is of the work of the year of the day asked: `newStart`, `carriedOver`, `finishing`, `preparatory`; `none`.
    YearClass = "yearClass", Code;
    /// Of which year's contracts, seen from the year of the day asked: `thisYear`, `earlier`; `none`.
    SigningClass = "signingClass", Code;
    /// `start`, `completion` or `production`: the plan of the year of the day asked sees it in the year.
    Planned = "planned", Code;
    /// The same, in a month of the year that has ended.
    Due = "due", Code;
    /// Whether it went on building in the year of the day asked: `resumed`, `notResumed`, `terminated`; `none` untold.
    Resumed = "resumed", Code;
    /// Whether reports state the investment done: `year` in any month of the year that has ended, `month` in the last one;
    /// `none` in none.
    Reported = "reported", Code;
    /// Whether the year's investment keeps up with its plan in proportion to the months ended: `yes`, `no`; `none`.
    OnSchedule = "onSchedule", Code;
}

impl Field {
    /// The field with this name, small and capital letters alike.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name().eq_ignore_ascii_case(name))
    }

    /// Whether the term speaks of an entry, so that terms side by side must hold for one and the same.
    pub const fn is_of_entry(self) -> bool {
        matches!(self, Self::Round | Self::List | Self::Amount | Self::Converted)
    }

    /// Whether `<`, `>` and ranges have a meaning.
    pub const fn orders(self) -> bool {
        matches!(self.kind(), FieldKind::Day | FieldKind::Money | FieldKind::Number | FieldKind::Round)
    }
}
