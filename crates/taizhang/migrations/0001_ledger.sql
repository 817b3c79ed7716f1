-- The journal: one row of `head`, one row per change, and a table per kind of record.
-- A fact row is one version of a record, valid from change `since` until change `until`.
-- Rows are appended; the one thing ever set later is `until`.

CREATE TABLE head (
    one BIGINT NOT NULL PRIMARY KEY,
    change BIGINT NOT NULL,
    hash TEXT NOT NULL,
    next_id BIGINT NOT NULL
);
INSERT INTO head (one, change, hash, next_id) VALUES (1, 0, '', 1);

CREATE TABLE change (
    id BIGINT NOT NULL PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    actor BIGINT,
    origin TEXT NOT NULL,
    reason TEXT,
    idempotency_key TEXT,
    undoes BIGINT,
    facts BIGINT NOT NULL,
    hash TEXT NOT NULL
);
CREATE UNIQUE INDEX change_idempotency_key ON change (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX change_at ON change (at_ms);
CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE org (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "parent" BIGINT,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT,
    "code" TEXT,
    "region" BIGINT,
    "level" TEXT,
    "position" BIGINT NOT NULL,
    "valid_from" TEXT,
    "valid_to" TEXT,
    PRIMARY KEY (since, id)
);
CREATE INDEX org_id ON org (id);
CREATE INDEX org_until ON org (until) WHERE until IS NOT NULL;

CREATE TABLE account (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "disabled" BIGINT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX account_id ON account (id);
CREATE INDEX account_until ON account (until) WHERE until IS NOT NULL;

CREATE TABLE account_grant (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "user" BIGINT NOT NULL,
    "org" BIGINT NOT NULL,
    "role" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX account_grant_id ON account_grant (id);
CREATE INDEX account_grant_until ON account_grant (until) WHERE until IS NOT NULL;

CREATE TABLE project (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "own_no" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "zone" BIGINT NOT NULL,
    "park" BIGINT,
    "parent" BIGINT,
    "part" TEXT,
    "project_code" TEXT,
    "credit_code" TEXT,
    "statistics_code" TEXT,
    "project_owner" TEXT,
    "construction_type" TEXT,
    "acquisition" TEXT,
    "contract_kind" TEXT,
    "invest_fen" BIGINT,
    "invest_qualifier" TEXT,
    "contract_fen" BIGINT,
    "contract_qualifier" TEXT,
    "land_mu_e2" BIGINT,
    "output_fen" BIGINT,
    "tax_fen" BIGINT,
    "jobs" BIGINT,
    "liaison_leader" TEXT,
    "agent" TEXT,
    "responsible_unit" TEXT,
    "responsible_person" TEXT,
    "content" TEXT,
    "address" TEXT,
    "remark" TEXT,
    PRIMARY KEY (since, id)
);
CREATE INDEX project_id ON project (id);
CREATE INDEX project_until ON project (until) WHERE until IS NOT NULL;

CREATE TABLE note (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "label" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX note_project ON note (project);
CREATE INDEX note_until ON note (until) WHERE until IS NOT NULL;

CREATE TABLE investor (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "name" TEXT NOT NULL,
    "credit_code" TEXT,
    "region" BIGINT,
    "seat" TEXT,
    "class" TEXT,
    PRIMARY KEY (since, id)
);
CREATE INDEX investor_id ON investor (id);
CREATE INDEX investor_until ON investor (until) WHERE until IS NOT NULL;

CREATE TABLE investor_listing (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "investor" BIGINT NOT NULL,
    "list" TEXT NOT NULL,
    "year" BIGINT NOT NULL,
    "rank" BIGINT,
    "relation" TEXT,
    PRIMARY KEY (since, id)
);
CREATE INDEX investor_listing_investor ON investor_listing (investor);
CREATE INDEX investor_listing_until ON investor_listing (until) WHERE until IS NOT NULL;

CREATE TABLE project_investor (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "investor" BIGINT NOT NULL,
    "position" BIGINT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX project_investor_project ON project_investor (project);
CREATE INDEX project_investor_until ON project_investor (until) WHERE until IS NOT NULL;

CREATE TABLE taxonomy (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "org" BIGINT,
    PRIMARY KEY (since, id)
);
CREATE INDEX taxonomy_id ON taxonomy (id);
CREATE INDEX taxonomy_until ON taxonomy (until) WHERE until IS NOT NULL;

CREATE TABLE taxon (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "taxonomy" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX taxon_id ON taxon (id);
CREATE INDEX taxon_until ON taxon (until) WHERE until IS NOT NULL;

CREATE TABLE project_taxon (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "taxon" BIGINT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX project_taxon_project ON project_taxon (project);
CREATE INDEX project_taxon_until ON project_taxon (until) WHERE until IS NOT NULL;

CREATE TABLE key_listing (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "year" BIGINT NOT NULL,
    "level" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX key_listing_project ON key_listing (project);
CREATE INDEX key_listing_until ON key_listing (until) WHERE until IS NOT NULL;

CREATE TABLE stage_event (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "stage" TEXT NOT NULL,
    "day" TEXT,
    "precision" TEXT,
    "original" TEXT,
    "recognition" TEXT NOT NULL,
    "recorded_on" TEXT NOT NULL,
    "partial" BIGINT NOT NULL,
    "reason" TEXT,
    PRIMARY KEY (since, id)
);
CREATE INDEX stage_event_project ON stage_event (project);
CREATE INDEX stage_event_until ON stage_event (until) WHERE until IS NOT NULL;

CREATE TABLE forecast (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "precision" TEXT NOT NULL,
    "original" TEXT,
    "reason" TEXT,
    "said_on" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX forecast_project ON forecast (project);
CREATE INDEX forecast_until ON forecast (until) WHERE until IS NOT NULL;

CREATE TABLE round (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "level" TEXT NOT NULL,
    "year" BIGINT NOT NULL,
    "seq_in_year" BIGINT NOT NULL,
    "cumulative_seq" BIGINT,
    "day" TEXT NOT NULL,
    "main_venue" TEXT,
    "branch_venues" TEXT,
    "published_change" BIGINT,
    "published_on" TEXT,
    PRIMARY KEY (since, id)
);
CREATE INDEX round_id ON round (id);
CREATE INDEX round_until ON round (until) WHERE until IS NOT NULL;

CREATE TABLE entry (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "round" BIGINT NOT NULL,
    "list" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "amount_fen" BIGINT,
    "amount_qualifier" TEXT,
    "output_fen" BIGINT,
    "converted_from" BIGINT,
    "moved_in_on" TEXT,
    "moved_out_on" TEXT,
    "move_reason" TEXT,
    "approver" TEXT,
    PRIMARY KEY (since, id)
);
CREATE INDEX entry_project ON entry (project);
CREATE INDEX entry_until ON entry (until) WHERE until IS NOT NULL;

CREATE TABLE evidence (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "event" BIGINT,
    "file" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX evidence_project ON evidence (project);
CREATE INDEX evidence_until ON evidence (until) WHERE until IS NOT NULL;

CREATE TABLE import (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "file" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "zone" BIGINT,
    "layout" TEXT NOT NULL,
    "rows" BIGINT NOT NULL,
    "created" BIGINT NOT NULL,
    "changed" BIGINT NOT NULL,
    "unchanged" BIGINT NOT NULL,
    "parked" BIGINT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX import_id ON import (id);
CREATE INDEX import_until ON import (until) WHERE until IS NOT NULL;

CREATE TABLE parked_row (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "import" BIGINT NOT NULL,
    "sheet" TEXT NOT NULL,
    "row" BIGINT NOT NULL,
    "cells" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX parked_row_id ON parked_row (id);
CREATE INDEX parked_row_until ON parked_row (until) WHERE until IS NOT NULL;

CREATE TABLE saved_view (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "user" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX saved_view_id ON saved_view (id);
CREATE INDEX saved_view_until ON saved_view (until) WHERE until IS NOT NULL;

CREATE TABLE setting (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX setting_id ON setting (id);
CREATE INDEX setting_until ON setting (until) WHERE until IS NOT NULL;

CREATE INDEX project_own_no ON project (own_no);
CREATE INDEX entry_round ON entry (round);
CREATE INDEX project_investor_investor ON project_investor (investor);
CREATE INDEX account_login ON account (login);
CREATE INDEX parked_row_import ON parked_row (import);

-- What is not a fact: it is replaced in place and has no history.

CREATE TABLE credential (
    account BIGINT NOT NULL PRIMARY KEY,
    password TEXT NOT NULL,
    must_change BIGINT NOT NULL,
    changed_ms BIGINT NOT NULL
);

CREATE TABLE session (
    token TEXT NOT NULL PRIMARY KEY,
    account BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    seen_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    address TEXT,
    agent TEXT
);
CREATE INDEX session_account ON session (account);

CREATE TABLE sign_in_failure (
    subject TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    until_ms BIGINT NOT NULL
);
