-- SPDX-License-Identifier: Apache-2.0
-- periods.lua -- ask for another period each time, so that no answer can come from a cache.
-- arguments: first day and number of days of the data
local first, days, count = 0, 0, 0

function init(arguments)
    local year, month, day = arguments[1]:match("(%d+)-(%d+)-(%d+)")
    first = os.time({ year = year, month = month, day = day, hour = 12 })
    days = tonumber(arguments[2])
    count = math.floor(os.clock() * 1e6) % 7919
end

local function date(offset)
    return os.date("!%Y-%m-%d", first + offset * 86400)
end

function request()
    count = count + 1
    local length = 14 + (count * 31) % math.max(1, days - 28)
    local start = (count * 17) % math.max(1, days - length)
    return wrk.format("GET", wrk.path .. "&start=" .. date(start) .. "&end=" .. date(start + length))
end
