-- What requests under an Idempotency-Key were answered, written with what they did.
create table idempotency_keys (
    subject      text        not null, -- whose token
    route        text        not null, -- method and path
    key          text        not null check (char_length(key) between 1 and 200),
    fingerprint  text        not null, -- of the payload
    status       integer     not null check (status between 200 and 499),
    content_type text,
    location     text,
    body         text        not null,
    stored_at    timestamptz not null,
    primary key (subject, route, key)
);

-- what is past its retention is deleted from the old end
create index idempotency_keys_by_age on idempotency_keys (stored_at);
