-- What people said of claims: that one is right, that it is not, or what is right. A person's word outlives a new
-- coding: it is laid over it again (see review.py). `before` and `after` are model.Claim.

CREATE TABLE review (
    n INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (n),
    claim TEXT NOT NULL,            -- its id within the report
    action TEXT NOT NULL CHECK (action IN ('accept', 'correct', 'reject')),
    field TEXT,                     -- what was corrected
    before BLOB NOT NULL,
    after BLOB,                     -- NULL where the claim was rejected
    position INTEGER NOT NULL,      -- of the claim in its report
    reviewer TEXT NOT NULL,
    made TEXT NOT NULL,             -- UTC
    undone TEXT                     -- UTC; NULL: it holds
) STRICT;
CREATE INDEX review_by_claim ON review (report, claim);
