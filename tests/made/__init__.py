"""Small documents of many formats, made by the tests that read them."""
