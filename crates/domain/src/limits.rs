//! Every bound that protects the ledger from absurd input, each with its unit in its name.

/// Bytes of one uploaded file: 50 MiB.
pub const UPLOAD_MAX_BYTES: u64 = 50 * 1024 * 1024;
/// Hours for which an upload waits for its confirmation; later it is removed.
pub const UPLOAD_WAITS_MAX_HOURS: u64 = 48;
/// Uploads of one person that wait for their confirmation; a further one removes the oldest.
pub const UPLOADS_WAITING_MAX: usize = 10;
/// Bytes of one posted form that carries no file: 1 MiB.
pub const FORM_MAX_BYTES: u64 = 1024 * 1024;
/// Rows of one sheet that are read.
pub const ROWS_MAX: u32 = 200_000;
/// Columns of one sheet that are read.
pub const COLUMNS_MAX: u32 = 1_024;
/// Cells of one workbook that are read.
pub const CELLS_MAX: u64 = 6_000_000;
/// Characters of one cell: what Excel itself can hold.
pub const CELL_MAX_CHARS: usize = 32_767;
/// Sheets of one workbook that are read.
pub const SHEETS_MAX: usize = 256;
/// Workbooks that one server reads for its pages at once; further ones wait.
pub const WORKBOOKS_AT_ONCE_MAX: usize = 2;

/// Rows of a list page where none are asked for.
pub const PAGE_SIZE_DEFAULT: usize = 50;
/// Rows of a list page at most.
pub const PAGE_SIZE_MAX: usize = 500;
/// Rows of one exported list.
pub const EXPORT_ROWS_MAX: usize = 1_000_000;
/// Entries of one list of a round.
pub const LIST_ENTRIES_MAX: usize = 5_000;
/// Rounds of one year.
pub const ROUNDS_PER_YEAR_MAX: u16 = 99;

/// Characters of a name: of a project, unit, person, round or view.
pub const NAME_MAX_CHARS: usize = 200;
/// Characters of a code: of a project, unit or taxonomy entry.
pub const CODE_MAX_CHARS: usize = 64;
/// Characters of a file of templates of bulletins: many times those that come with the program.
pub const TEMPLATES_MAX_CHARS: usize = 400_000;
/// Characters of one template of bulletins as a site decrees it.
pub const TEMPLATE_MAX_CHARS: usize = 60_000;
/// Versions of its own templates that a site keeps, of all bulletins together.
pub const TEMPLATE_VERSIONS_MAX: usize = 200;
/// Characters of a definition of a figure as a site writes it.
pub const DEFINITION_MAX_CHARS: usize = 20_000;
/// Versions of definitions that a site keeps, of all figures together.
pub const DEFINITIONS_MAX: usize = 500;
/// Characters of a learned layout of workbooks.
pub const LAYOUT_MAX_CHARS: usize = 100_000;
/// Learned layouts of one organisation: each is held against every sheet that comes in.
pub const LAYOUTS_MAX: usize = 100;
/// Sheets of which a learned layout speaks.
pub const LAYOUT_SHEETS_MAX: usize = 20;
/// Characters of a site's own schemes of assessment, in one text.
pub const SCHEME_MAX_CHARS: usize = 60_000;
/// Characters of a longer text: content, remarks, reasons.
pub const TEXT_MAX_CHARS: usize = 10_000;
/// Characters of a reason for a change.
pub const REASON_MAX_CHARS: usize = 1_000;

/// Characters of a filter expression.
pub const FILTER_MAX_CHARS: usize = 4_096;
/// Depth to which a filter expression may be nested.
pub const FILTER_NESTING_MAX: usize = 32;
/// Terms of a formula over figures, and figures that are asked for it in all, those of the formulas in it included: each may
/// be a look at every project.
pub const FORMULA_TERMS_MAX: usize = 64;
/// Bits of a number that a formula may come to, above and below the line of the fraction; beyond them it has no value.
pub const FORMULA_BITS_MAX: u32 = 1024;
/// Terms of a filter expression. Each may cost a look at every project; of texts each value counts.
pub const FILTER_TERMS_MAX: usize = 64;
/// Groupings of one figure at once.
pub const GROUPINGS_MAX: usize = 4;
/// From so many dimensions on, a figure is neither drawn nor ranked: it is a list of lines.
pub const LISTED_DIMS_MIN: usize = 3;
/// Lines of such a list that a page shows: nobody reads more, and the workbook has them all.
pub const GROUP_LINES_MAX: usize = 1_000;

/// Depth of the tree of organisations.
pub const ORG_DEPTH_MAX: usize = 16;
/// Investors of one project.
pub const INVESTORS_PER_PROJECT_MAX: usize = 100;
/// Dashboards of one person, or of one organisation.
pub const BOARDS_MAX: usize = 50;
/// Cards of one dashboard: each is a question answered whenever somebody looks.
pub const BOARD_CARDS_MAX: usize = 24;
/// Changes at which the fixed cards of one dashboard may stand: for each the whole ledger is read as it was known then.
pub const BOARD_FIXED_CHANGES_MAX: usize = 3;
/// Evidence files of one stage event.
pub const FILES_PER_EVENT_MAX: usize = 50;

/// Characters of a password at least.
pub const PASSWORD_MIN_CHARS: usize = 10;
/// Characters of a password at most, so that hashing stays bounded.
pub const PASSWORD_MAX_CHARS: usize = 200;
/// Characters of a user's sign-in name.
pub const SIGN_IN_MAX_CHARS: usize = 64;
/// Days after which a session ends, used or not.
pub const SESSION_MAX_DAYS: i64 = 30;
/// Hours without a request after which a session ends.
pub const SESSION_IDLE_MAX_HOURS: i64 = 12;
/// Sessions of one user at once; a further sign-in ends the oldest.
pub const SESSIONS_PER_USER_MAX: usize = 20;

/// First year that a date in the ledger may have.
pub const YEAR_MIN: i32 = 1900;
/// Last year that a date in the ledger may have.
pub const YEAR_MAX: i32 = 2100;
/// First year in which a workbook's date of a stage or milestone is likely: the first development zones opened in it. An
/// earlier one is taken and doubted.
pub const LIKELY_YEAR_MIN: i32 = 1984;
/// Years ahead of today to which the plans of projects are likely to reach. A later date is taken and doubted.
pub const LIKELY_YEARS_AHEAD_MAX: i32 = 30;
/// Fen from which an amount is hardly that of one project, 1万亿元: it is taken and doubted.
pub const UNLIKELY_AMOUNT_FEN: i64 = 100_000_000_000_000;
