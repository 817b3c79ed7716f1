-- Plan and progress: what a year is to bring, what its months brought, money that came in, output, resumptions; what
-- organisations state about themselves; and photos of a month.

CREATE TABLE annual_plan (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "year" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "month" BIGINT,
    "version" BIGINT NOT NULL,
    "decided_on" TEXT NOT NULL,
    "invest_fen" BIGINT,
    "content" TEXT,
    "start_month" BIGINT,
    "complete_month" BIGINT,
    "produce_month" BIGINT,
    PRIMARY KEY (since, id)
);
CREATE INDEX annual_plan_project ON annual_plan (project);
CREATE INDEX annual_plan_until ON annual_plan (until) WHERE until IS NOT NULL;

CREATE TABLE monthly_report (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "year" BIGINT NOT NULL,
    "month" BIGINT NOT NULL,
    "month_fen" BIGINT,
    "year_to_date_fen" BIGINT,
    "since_start_fen" BIGINT,
    "progress" TEXT,
    "problems" TEXT,
    "requests" TEXT,
    "reported_on" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX monthly_report_project ON monthly_report (project);
CREATE INDEX monthly_report_until ON monthly_report (until) WHERE until IS NOT NULL;

CREATE TABLE paid_in (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "day" TEXT NOT NULL,
    "precision" TEXT NOT NULL,
    "original" TEXT,
    "amount_fen" BIGINT NOT NULL,
    "fund_source" TEXT NOT NULL,
    "fund_use" TEXT,
    "land_premium" BIGINT NOT NULL,
    "recorded_on" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX paid_in_project ON paid_in (project);
CREATE INDEX paid_in_until ON paid_in (until) WHERE until IS NOT NULL;

CREATE TABLE actual_output (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "year" BIGINT NOT NULL,
    "month" BIGINT,
    "output_fen" BIGINT,
    "tax_fen" BIGINT,
    "jobs" BIGINT,
    "recorded_on" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX actual_output_project ON actual_output (project);
CREATE INDEX actual_output_until ON actual_output (until) WHERE until IS NOT NULL;

CREATE TABLE resumption (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "year" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "day" TEXT,
    "precision" TEXT,
    "original" TEXT,
    "reason" TEXT,
    "recorded_on" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX resumption_project ON resumption (project);
CREATE INDEX resumption_until ON resumption (until) WHERE until IS NOT NULL;

CREATE TABLE indicator (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "period_year" BIGINT NOT NULL,
    "period_kind" TEXT NOT NULL,
    "period_no" BIGINT NOT NULL,
    "cumulative" BIGINT NOT NULL,
    "value_e4" BIGINT,
    "unit" TEXT NOT NULL,
    "growth_e4" BIGINT,
    "expected" BIGINT NOT NULL,
    "qualifier" TEXT,
    "target_e4" BIGINT,
    "data_source" TEXT NOT NULL,
    "recorded_on" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX indicator_org ON indicator (org);
CREATE INDEX indicator_until ON indicator (until) WHERE until IS NOT NULL;

CREATE TABLE target (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "year" BIGINT NOT NULL,
    "measure" TEXT NOT NULL,
    "value" BIGINT NOT NULL,
    "decided_on" TEXT NOT NULL,
    "version" BIGINT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX target_org ON target (org);
CREATE INDEX target_until ON target (until) WHERE until IS NOT NULL;

ALTER TABLE evidence ADD COLUMN "report" BIGINT;
