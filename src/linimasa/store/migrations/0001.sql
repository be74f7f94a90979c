-- The record, version 1. Payloads are the JSON of the types in model.py; the other columns exist to be
-- asked by. A key is folded text (see fold.py): lower case, no diacritics, one space before and after
-- each word, so that LIKE '% kim %' finds whole words.

CREATE TABLE report (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    outlet TEXT,
    outlet_key TEXT NOT NULL,
    title TEXT,
    url TEXT,
    path TEXT,
    language TEXT,
    published TEXT,
    digest TEXT NOT NULL,           -- of what was published, without where the file lay
    payload BLOB NOT NULL,          -- model.Report
    coder TEXT NOT NULL,            -- version that looked at it last
    not_coded TEXT,                 -- why it has no coding; NULL where it has one
    added TEXT NOT NULL             -- UTC
) STRICT;

CREATE TABLE claim (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES report (n),
    position INTEGER NOT NULL,      -- order within the report
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    start_day TEXT,                 -- NULL: undated. Never the day of publication
    end_day TEXT,
    place_key TEXT,
    place_country TEXT,
    confidence REAL NOT NULL,
    sentence TEXT NOT NULL,
    payload BLOB NOT NULL,          -- model.Claim
    UNIQUE (report, id)
) STRICT;
CREATE INDEX claim_by_id ON claim (id);
CREATE INDEX claim_by_day ON claim (start_day, end_day);
CREATE INDEX claim_by_type ON claim (type);

CREATE TABLE party (                -- who takes part in a claim, and who says it
    claim INTEGER NOT NULL REFERENCES claim (n) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('source', 'target', 'speaker')),
    key TEXT NOT NULL,
    id TEXT,
    country TEXT,
    sector TEXT
) STRICT;
CREATE INDEX party_by_claim ON party (claim);
CREATE INDEX party_by_id ON party (id);
CREATE INDEX party_by_country ON party (country);

CREATE TABLE voice (
    n INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (n),
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    id TEXT,
    country TEXT,
    payload BLOB NOT NULL           -- model.Voice
) STRICT;
CREATE INDEX voice_by_report ON voice (report);

CREATE TABLE passage (              -- a line of a report's text, headline first
    n INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (n),
    start INTEGER NOT NULL,         -- span in the report's text
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX passage_by_report ON passage (report);

CREATE VIRTUAL TABLE passage_words USING fts5 (
    text,
    content = 'passage',
    content_rowid = 'n',
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN
    INSERT INTO passage_words (rowid, text) VALUES (new.n, new.text);
END;
CREATE TRIGGER passage_removed AFTER DELETE ON passage BEGIN
    INSERT INTO passage_words (passage_words, rowid, text) VALUES ('delete', old.n, old.text);
END;

CREATE TABLE history (              -- what stood in the record before; nothing is ever lost
    n INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (n),
    coder TEXT NOT NULL,
    replaced TEXT NOT NULL,         -- UTC
    report_payload BLOB,            -- model.Report, where its text or data changed
    coding BLOB                     -- {"voices", "claims"}; NULL where the next coding is the same
) STRICT;
CREATE INDEX history_by_report ON history (report);
