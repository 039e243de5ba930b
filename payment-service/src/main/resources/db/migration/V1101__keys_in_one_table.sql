-- What was answered under a key is in idempotency_keys, for charges and payments as for everything else. No release has
-- run with these columns, so that none has to live beside one that lacks them.
alter table balance_entries drop column idempotency_key;
alter table payments drop column idempotency_key;
