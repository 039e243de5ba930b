-- Changes the scores of one day by one event, unless that event was counted before. Answers 1, or 0 if it was.
-- KEYS: bitmap of counted events, sorted set of the day
-- ARGV: the event's bit, seconds to keep the bitmap, epoch second at which the day goes, then product and units in turn
if redis.call('GETBIT', KEYS[1], ARGV[1]) == 1 then
    return 0
end
for i = 4, #ARGV, 2 do
    local score = redis.call('ZINCRBY', KEYS[2], ARGV[i + 1], ARGV[i])
    if tonumber(score) == 0 then
        redis.call('ZREM', KEYS[2], ARGV[i])
    end
end
-- a day that is over for every window goes at once
redis.call('EXPIREAT', KEYS[2], ARGV[3])
-- last, because a script that fails keeps what it has written: better no mark without its effect
redis.call('SETBIT', KEYS[1], ARGV[1], 1)
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
