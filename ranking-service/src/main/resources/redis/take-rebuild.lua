-- Answers the id of the rebuild that runs if nobody else works on it: the caller does then, for some time. Nothing otherwise.
-- KEYS: the rebuild, who works on it
-- ARGV: the caller, milliseconds
local running = redis.call('HGET', KEYS[1], 'running')
if not running then
    return false
end
local worker = redis.call('GET', KEYS[2])
if worker and worker ~= ARGV[1] then
    return false
end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return running
