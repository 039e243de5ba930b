-- Puts an item into a cart. Answers 1, or 0 if the product is not in the cart yet and the cart is full.
-- KEYS: the cart
-- ARGV: product, the item, how many products at most, seconds for the cart to live
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[3]) then
    return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1
