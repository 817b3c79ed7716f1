-- Assessment: a site's own schemes, values typed in for units, the groups in which units are ranked.

CREATE TABLE rank_scheme (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX rank_scheme_org ON rank_scheme (org);
CREATE INDEX rank_scheme_until ON rank_scheme (until) WHERE until IS NOT NULL;

CREATE TABLE score_input (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "unit" BIGINT NOT NULL,
    "scheme" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "input" TEXT NOT NULL,
    "value_e4" BIGINT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX score_input_org ON score_input (org);
CREATE INDEX score_input_unit ON score_input ("unit");
CREATE INDEX score_input_until ON score_input (until) WHERE until IS NOT NULL;

CREATE TABLE rank_seat (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "unit" BIGINT NOT NULL,
    "scheme" TEXT NOT NULL,
    "seat" TEXT,
    PRIMARY KEY (since, id)
);
CREATE INDEX rank_seat_org ON rank_seat (org);
CREATE INDEX rank_seat_unit ON rank_seat ("unit");
CREATE INDEX rank_seat_until ON rank_seat (until) WHERE until IS NOT NULL;
