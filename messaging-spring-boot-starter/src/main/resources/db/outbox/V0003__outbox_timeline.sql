-- Which of the cluster's timelines was written when the cursor was saved: another one begins where a restore ended.
alter table outbox_cursor add column timeline integer;
