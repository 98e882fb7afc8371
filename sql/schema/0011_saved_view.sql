-- 0011_saved_view: questions that were saved, and boards that show several of them.

-- One row per saved view. Numbers of rows would be given again after a removal; these ids are random and never are.
CREATE TABLE saved_view (
    view_id     TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    description TEXT NOT NULL,
    page        TEXT NOT NULL,                        -- path of the page that shows it: "/explore"
    query       TEXT NOT NULL,                        -- words of the API, as in a URL
    look        TEXT NOT NULL,                        -- JSON object of texts: the page's own words
    visibility  TEXT NOT NULL CHECK (visibility IN ('private', 'shared')),
    owner       TEXT,                                 -- SHA-256 of the owner's secret; NULL: made without one
    version     INTEGER NOT NULL,                     -- goes up by one with every change
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL,
    CHECK (visibility = 'shared' OR owner IS NOT NULL)
);

CREATE TABLE board (
    board_id    TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    description TEXT NOT NULL,
    visibility  TEXT NOT NULL CHECK (visibility IN ('private', 'shared')),
    owner       TEXT,
    version     INTEGER NOT NULL,
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL,
    CHECK (visibility = 'shared' OR owner IS NOT NULL)
);

-- What stands on a board, in order. A view that is removed stays named here, so that the board can say so.
CREATE TABLE board_item (
    board_id TEXT NOT NULL REFERENCES board ON DELETE CASCADE,
    item_no  INTEGER NOT NULL,
    view_id  TEXT NOT NULL,
    title    TEXT,                                    -- NULL: the view's name
    width    INTEGER NOT NULL CHECK (width BETWEEN 1 AND 4),
    height   TEXT NOT NULL CHECK (height IN ('small', 'medium', 'tall')),
    PRIMARY KEY (board_id, item_no)
);
