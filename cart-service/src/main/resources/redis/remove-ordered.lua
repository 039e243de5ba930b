-- Takes ordered products out of a cart that were last changed before they were ordered. Answers how many.
-- KEYS: the cart
-- ARGV: when the order was placed in microseconds, then its products
if redis.call('EXISTS', KEYS[1]) == 0 then
    return 0
end
local removed = 0
for i = 2, #ARGV do
    local item = redis.call('HGET', KEYS[1], ARGV[i])
    if item and tonumber(string.match(item, '@(%d+)$')) < tonumber(ARGV[1]) then
        removed = removed + redis.call('HDEL', KEYS[1], ARGV[i])
    end
end
return removed
