-- Puts an item into a cart. Answers the cart as it is then, or nothing if the product is not in it yet and it is full.
-- KEYS: the cart
-- ARGV: product, the item, how many products at most, seconds for the cart to live
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[3]) then
    return {}
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return redis.call('HGETALL', KEYS[1])
