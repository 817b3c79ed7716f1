-- Kept bulletins: what was drafted, what was written by hand, what was issued, and each printed number with its question.

CREATE TABLE bulletin (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "template" TEXT NOT NULL,
    "round" BIGINT,
    "lang" TEXT NOT NULL,
    "true_on" TEXT NOT NULL,
    "known_by" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "issued_change" BIGINT,
    "issued_on" TEXT,
    PRIMARY KEY (since, id)
);
CREATE INDEX bulletin_org ON bulletin (org);
CREATE INDEX bulletin_id ON bulletin (id);
CREATE INDEX bulletin_until ON bulletin (until) WHERE until IS NOT NULL;

CREATE TABLE bulletin_edit (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "bulletin" BIGINT NOT NULL,
    "slot" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "over" TEXT NOT NULL,
    "over_figures" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX bulletin_edit_org ON bulletin_edit (org);
CREATE INDEX bulletin_edit_bulletin ON bulletin_edit (bulletin);
CREATE INDEX bulletin_edit_until ON bulletin_edit (until) WHERE until IS NOT NULL;

CREATE TABLE issued_text (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "bulletin" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX issued_text_org ON issued_text (org);
CREATE INDEX issued_text_bulletin ON issued_text (bulletin);
CREATE INDEX issued_text_until ON issued_text (until) WHERE until IS NOT NULL;

CREATE TABLE printed_figure (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "bulletin" BIGINT,
    "slot" TEXT,
    "printed" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aspect" TEXT NOT NULL,
    "filter" TEXT NOT NULL,
    "grouped" TEXT NOT NULL,
    "taxonomy" TEXT,
    "rule" TEXT,
    "true_on" TEXT NOT NULL,
    "known_by" BIGINT NOT NULL,
    "of_org" BIGINT,
    "data_source" TEXT,
    PRIMARY KEY (since, id)
);
CREATE INDEX printed_figure_org ON printed_figure (org);
CREATE INDEX printed_figure_bulletin ON printed_figure (bulletin);
CREATE INDEX printed_figure_id ON printed_figure (id);
CREATE INDEX printed_figure_until ON printed_figure (until) WHERE until IS NOT NULL;
