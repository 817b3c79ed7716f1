-- What people said of two that look like one project: the same, another, or made one.

CREATE TABLE match_answer (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "project" BIGINT NOT NULL,
    "zone" BIGINT NOT NULL,
    "own_no" TEXT,
    "title" TEXT NOT NULL,
    "other" BIGINT,
    "verdict" TEXT NOT NULL,
    "score" BIGINT NOT NULL,
    "reason" TEXT,
    PRIMARY KEY (since, id)
);
CREATE INDEX match_answer_id ON match_answer (id);
CREATE INDEX match_answer_project ON match_answer (project);
CREATE INDEX match_answer_zone ON match_answer (zone);
CREATE INDEX match_answer_other ON match_answer (other);
CREATE INDEX match_answer_until ON match_answer (until) WHERE until IS NOT NULL;
