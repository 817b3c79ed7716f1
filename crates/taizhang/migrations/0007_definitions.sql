-- What figures mean here: a site's own definitions, each from its first day.

CREATE TABLE figure_rule (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "name" TEXT NOT NULL,
    "from_on" TEXT NOT NULL,
    "text" TEXT,
    PRIMARY KEY (since, id)
);
CREATE INDEX figure_rule_id ON figure_rule (id);
CREATE INDEX figure_rule_until ON figure_rule (until) WHERE until IS NOT NULL;
