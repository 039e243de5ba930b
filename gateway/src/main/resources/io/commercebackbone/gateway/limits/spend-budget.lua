-- Takes one call out of a budget (generic cell rate algorithm). What is kept is the time, in microseconds, at which
-- the budget will be whole again; no entry means that it is.
-- KEYS[1] the budget; ARGV[1] microseconds that one call costs; ARGV[2] calls in the whole budget
-- answers: allowed (1 or 0), calls left, microseconds to wait for the next one, microseconds until whole
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local cost = tonumber(ARGV[1])
local full = cost * tonumber(ARGV[2])
local whole = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local left = full - (whole - now)
if left < cost then
    return {0, 0, cost - left, whole - now}
end
whole = whole + cost
left = left - cost
redis.call('SET', KEYS[1], string.format('%.0f', whole), 'PX', math.ceil((whole - now) / 1000))
return {1, math.floor(left / cost), math.max(0, cost - left), whole - now}
