-- Reads a window; sums up its days first, unless the sum of a moment ago is still there.
-- KEYS: sorted set of the window, then those of its days; a window of one day is that day
-- ARGV: milliseconds to keep the sum, then how many products at most, or the one product that is asked for
-- Answers product and score in turn, the best first; for one product its score and rank, or nothing if none was sold.
local window = KEYS[1]
if #KEYS > 1 and redis.call('EXISTS', window) == 0 then
    redis.call('ZUNIONSTORE', window, #KEYS - 1, unpack(KEYS, 2))
    redis.call('PEXPIRE', window, ARGV[1])
end
local product = ARGV[3]
if not product then
    return redis.call('ZREVRANGEBYSCORE', window, '+inf', '(0', 'WITHSCORES', 'LIMIT', 0, ARGV[2])
end
local score = redis.call('ZSCORE', window, product)
if not score or tonumber(score) <= 0 then
    return {}
end
return { score, tostring(redis.call('ZREVRANK', window, product) + 1) }
