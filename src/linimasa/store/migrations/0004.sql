-- The record, version 4: events. All of it but judgement and event_name can be made anew from the claims.

CREATE TABLE event (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    start_day TEXT,                 -- NULL: undated
    end_day TEXT,
    place_key TEXT,
    place_country TEXT,
    first_published TEXT,
    reports INTEGER NOT NULL,
    publishers INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    disputed TEXT NOT NULL,         -- a key of the fields in dispute
    payload BLOB NOT NULL           -- model.Event
) STRICT;
CREATE INDEX event_by_day ON event (start_day, end_day);
CREATE INDEX event_by_type ON event (type);

CREATE TABLE event_name (           -- every id an event was ever known by
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    claim TEXT NOT NULL             -- id of the claim it was made for: the id means the event of that claim
) STRICT;
CREATE INDEX event_name_by_claim ON event_name (claim);

CREATE TABLE telling (              -- a claim as merging compares it
    claim INTEGER PRIMARY KEY REFERENCES claim (n) ON DELETE CASCADE,
    event INTEGER REFERENCES event (n) ON DELETE SET NULL,
    payload BLOB NOT NULL           -- merge.telling.Telling
) STRICT;
CREATE INDEX telling_by_event ON telling (event);

CREATE TABLE stand (                -- where a claim is looked for (merge.keys)
    key INTEGER NOT NULL,
    claim INTEGER NOT NULL REFERENCES telling (claim) ON DELETE CASCADE,
    PRIMARY KEY (key, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX stand_by_claim ON stand (claim);

CREATE TABLE comparison (           -- of two claims that may tell one event; one < other
    one INTEGER NOT NULL REFERENCES telling (claim) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES telling (claim) ON DELETE CASCADE,
    score REAL NOT NULL,            -- log odds
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX comparison_by_other ON comparison (other);

CREATE TABLE disturbed (            -- events that lost a claim and are to be put together anew
    event INTEGER PRIMARY KEY
) STRICT;
CREATE TRIGGER telling_removed BEFORE DELETE ON telling WHEN old.event IS NOT NULL BEGIN
    INSERT OR IGNORE INTO disturbed (event) VALUES (old.event);
END;

CREATE TABLE judgement (            -- what a person decided; it outlives any coding
    n INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('join', 'split', 'accept', 'headline')),
    one TEXT NOT NULL,              -- ids of claims, a JSON list; of a headline: the rule
    other TEXT NOT NULL,            -- ids of claims, a JSON list; of a headline: empty
    note TEXT NOT NULL,
    made TEXT NOT NULL,             -- UTC
    undone TEXT                     -- UTC; NULL while it holds
) STRICT;

CREATE TABLE sourced (              -- a report whose copies and credits are known, and what it rests on
    report INTEGER PRIMARY KEY REFERENCES report (n),
    root TEXT NOT NULL,             -- key that tells origins apart
    name TEXT NOT NULL,
    kind TEXT NOT NULL
) STRICT;

CREATE TABLE fingerprint (          -- of a report's text, or of the unusual figures in it
    hash INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report (n),
    figure INTEGER NOT NULL,        -- 1 for a figure
    PRIMARY KEY (hash, figure, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX fingerprint_by_report ON fingerprint (report);

CREATE TABLE report_link (          -- one report took from another, or credits somebody
    taker INTEGER NOT NULL REFERENCES report (n),
    giver INTEGER REFERENCES report (n), -- NULL: not a report
    weak INTEGER NOT NULL,
    payload BLOB NOT NULL           -- merge.links.Link
) STRICT;
CREATE INDEX report_link_by_taker ON report_link (taker);
CREATE INDEX report_link_by_giver ON report_link (giver);

CREATE TRIGGER claim_corrected AFTER UPDATE OF payload ON claim BEGIN
    DELETE FROM telling WHERE claim = new.n;
END;
