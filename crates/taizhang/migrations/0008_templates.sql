-- How bulletins are worded here: a site's own templates, each from its first day, and by which one an issued bulletin was worded.

CREATE TABLE bulletin_rule (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "name" TEXT NOT NULL,
    "from_on" TEXT NOT NULL,
    "text" TEXT,
    PRIMARY KEY (since, id)
);
CREATE INDEX bulletin_rule_id ON bulletin_rule (id);
CREATE INDEX bulletin_rule_until ON bulletin_rule (until) WHERE until IS NOT NULL;

ALTER TABLE issued_text ADD COLUMN "rule" BIGINT;
