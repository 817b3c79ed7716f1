-- Permits of projects; what offices did, their rosters, and figures as old papers printed them.

CREATE TABLE permit (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "number" TEXT,
    "day" TEXT,
    "precision" TEXT,
    "original" TEXT,
    "segment" TEXT,
    "recorded_on" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX permit_project ON permit (project);
CREATE INDEX permit_until ON permit (until) WHERE until IS NOT NULL;

CREATE TABLE occasion (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "cycle" TEXT,
    "leader" TEXT,
    "leader_rank" TEXT,
    "place" TEXT,
    "enterprises" TEXT,
    "topics" TEXT,
    "attendees" BIGINT,
    "attendees_qualifier" TEXT,
    "targeted" BIGINT,
    "minutes" TEXT,
    "recorded_on" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX occasion_org ON occasion (org);
CREATE INDEX occasion_until ON occasion (until) WHERE until IS NOT NULL;

CREATE TABLE roster_entry (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    "valid_from" TEXT,
    "valid_to" TEXT,
    "recorded_on" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX roster_entry_org ON roster_entry (org);
CREATE INDEX roster_entry_until ON roster_entry (until) WHERE until IS NOT NULL;

CREATE TABLE old_print (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "figure" TEXT NOT NULL,
    "filter" TEXT,
    "true_on" TEXT NOT NULL,
    "printed" TEXT NOT NULL,
    "data_source" TEXT NOT NULL,
    "recorded_on" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX old_print_org ON old_print (org);
CREATE INDEX old_print_until ON old_print (until) WHERE until IS NOT NULL;
