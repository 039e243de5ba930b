-- Notes how far a rebuild has come, and that the caller works on. Answers 1, or 0 if the rebuild does not run any more or
-- somebody else works on it.
-- KEYS: the rebuild, who works on it
-- ARGV: its id, the caller, milliseconds to work on, records that were no events, then names and values
if redis.call('HGET', KEYS[1], 'running') ~= ARGV[1] then
    return 0
end
local worker = redis.call('GET', KEYS[2])
if worker and worker ~= ARGV[2] then
    return 0
end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
redis.call('HINCRBY', KEYS[1], 'skipped', ARGV[4])
if #ARGV > 4 then
    redis.call('HSET', KEYS[1], unpack(ARGV, 5))
end
return 1
