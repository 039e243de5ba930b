-- Puts the shadow in the place of what the ranking had of its days. Answers 1, or 0 if the rebuild does not run any more.
-- KEYS: the rebuild, the shadow's keys, then the days and window sums that go
-- ARGV: the rebuild's id, how the ranking's keys begin, how the shadow's do, seconds to keep bitmaps, what to note
-- Keys that are named by the shadow's set share the hash tag of the others.
if redis.call('HGET', KEYS[1], 'running') ~= ARGV[1] then
    return 0
end
local days = {}
for _, shadow in ipairs(redis.call('SMEMBERS', KEYS[2])) do
    local key = ARGV[2] .. string.sub(shadow, #ARGV[3] + 1)
    local type = redis.call('TYPE', shadow).ok
    if type == 'zset' then
        days[shadow] = key
    elseif type == 'string' then
        -- first: without memory this is refused, and the days below are still as they were
        redis.call('BITOP', 'OR', key, key, shadow)
        redis.call('EXPIRE', key, ARGV[4])
        redis.call('UNLINK', shadow)
    end
end
for i = 3, #KEYS do
    redis.call('UNLINK', KEYS[i])
end
for shadow, key in pairs(days) do
    redis.call('RENAME', shadow, key)
end
redis.call('DEL', KEYS[2])
redis.call('HDEL', KEYS[1], 'running')
redis.call('HSET', KEYS[1], unpack(ARGV, 5))
return 1
