-- How an office's workbooks are laid out: which header means what, in which unit.

CREATE TABLE learned_layout (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX learned_layout_id ON learned_layout (id);
CREATE INDEX learned_layout_org ON learned_layout (org);
CREATE INDEX learned_layout_until ON learned_layout (until) WHERE until IS NOT NULL;
