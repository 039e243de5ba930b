-- Changes the scores of one day by one event, unless that event was counted before: in the ranking and, while a rebuild
-- runs, in its shadow as well; or in the shadow alone, for the rebuild that reads the event again.
-- Answers 1, 0 if the event was counted before or is none of the shadow's days, -1 if that rebuild does not run.
-- KEYS: bitmap of counted events and sorted set of the day; the same two of the shadow; the rebuild; the shadow's keys
-- ARGV: the day, the event's bit, seconds to keep the bitmap, epoch second at which the day goes, the rebuild that reads
--       the event again or nothing, then product and units in turn
local function count(seen, day)
    if redis.call('GETBIT', seen, ARGV[2]) == 1 then
        return 0
    end
    for i = 6, #ARGV, 2 do
        local score = redis.call('ZINCRBY', day, ARGV[i + 1], ARGV[i])
        if tonumber(score) == 0 then
            redis.call('ZREM', day, ARGV[i])
        end
    end
    -- a day that is over for every window goes at once
    redis.call('EXPIREAT', day, ARGV[4])
    -- last, because a script that fails keeps what it has written: better no mark without its effect
    redis.call('SETBIT', seen, ARGV[2], 1)
    redis.call('EXPIRE', seen, ARGV[3])
    return 1
end

local rebuild = redis.call('HMGET', KEYS[5], 'running', 'from')
local again = ARGV[5] ~= ''
if again and rebuild[1] ~= ARGV[5] then
    return -1
end
local counted = 0
if rebuild[1] and ARGV[1] >= rebuild[2] then
    counted = count(KEYS[3], KEYS[4])
    redis.call('SADD', KEYS[6], KEYS[3], KEYS[4])
end
if again then
    return counted
end
return count(KEYS[1], KEYS[2])
