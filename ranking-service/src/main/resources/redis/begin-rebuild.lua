-- Begins a rebuild, unless one runs. Answers 1, or 0 if one does.
-- KEYS: the rebuild
-- ARGV: its id, then names and values
if redis.call('HEXISTS', KEYS[1], 'running') == 1 then
    return 0
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'id', ARGV[1], 'running', ARGV[1], unpack(ARGV, 2))
return 1
