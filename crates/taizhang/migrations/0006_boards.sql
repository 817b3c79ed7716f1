-- Dashboards: questions for figures, pinned side by side, of an organisation or of one person alone.

CREATE TABLE board (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "user" BIGINT,
    "name" TEXT NOT NULL,
    PRIMARY KEY (since, id)
);
CREATE INDEX board_org ON board (org);
CREATE INDEX board_id ON board (id);
CREATE INDEX board_until ON board (until) WHERE until IS NOT NULL;

CREATE TABLE board_card (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    source TEXT,
    "org" BIGINT NOT NULL,
    "user" BIGINT,
    "board" BIGINT NOT NULL,
    "position" BIGINT NOT NULL,
    "title" TEXT,
    "query" TEXT NOT NULL,
    "true_on" TEXT,
    "known_by" BIGINT,
    PRIMARY KEY (since, id)
);
CREATE INDEX board_card_org ON board_card (org);
CREATE INDEX board_card_board ON board_card (board);
CREATE INDEX board_card_id ON board_card (id);
CREATE INDEX board_card_until ON board_card (until) WHERE until IS NOT NULL;
