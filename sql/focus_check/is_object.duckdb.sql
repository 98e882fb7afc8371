-- is_object: is a text one JSON object?
CREATE TEMP MACRO is_object(value) AS
    CASE WHEN json_valid(value) THEN json_type(value) = 'OBJECT' ELSE false END
