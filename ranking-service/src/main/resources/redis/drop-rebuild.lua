-- Ends a rebuild without effect, and deletes its shadow. Answers 1, or 0 if it does not run any more.
-- KEYS: the rebuild, the shadow's keys
-- ARGV: its id, then names and values to note
if redis.call('HGET', KEYS[1], 'running') ~= ARGV[1] then
    return 0
end
for _, shadow in ipairs(redis.call('SMEMBERS', KEYS[2])) do
    redis.call('UNLINK', shadow)
end
redis.call('DEL', KEYS[2])
redis.call('HDEL', KEYS[1], 'running')
redis.call('HSET', KEYS[1], unpack(ARGV, 2))
return 1
