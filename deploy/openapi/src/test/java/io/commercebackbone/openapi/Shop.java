package io.commercebackbone.openapi;

/** The description of a small API, and what is done to it. */
final class Shop {

    private static final String COMPLETE = """
            {"openapi": "3.0.1",
             "info": {"title": "Shop", "version": "1"},
             "servers": [{"url": "http://localhost:12345"}],
             "paths": {
              "/things/{id}": {
               "get": {
                "summary": "Shows a thing", "tags": ["things"], "operationId": "thingGet",
                "parameters": [{"name": "id", "in": "path", "required": true, "description": "Its id",
                                "schema": {"type": "string", "format": "uuid"}}],
                "responses": {
                 "200": {"description": "OK", "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/Thing"},
                  "examples": {"Thing": {"$ref": "#/components/examples/Thing"}}}}},
                 "404": {"$ref": "#/components/responses/not-found"}}}},
              "/things": {
               "post": {
                "summary": "Makes a thing", "tags": ["things"], "operationId": "thingMake",
                "parameters": [{"name": "loud", "in": "query", "description": "How", "schema": {"type": "boolean"}}],
                "requestBody": {"required": true, "content": {"application/json": {
                 "schema": {"$ref": "#/components/schemas/MakeThing"},
                 "example": {"name": "Kettle", "colour": "RED"}}}},
                "responses": {
                 "201": {"description": "Created", "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/Thing"},
                  "examples": {"Thing": {"$ref": "#/components/examples/Thing"}}}}},
                 "404": {"$ref": "#/components/responses/not-found"}}}}},
             "components": {
              "responses": {
               "not-found": {"description": "Not Found", "content": {"application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {"not-found": {"value": {"code": "not-found"}}}}}}},
              "examples": {"Thing": {"value": {"name": "Kettle", "size": 3, "colour": "RED", "owner": null}}},
              "schemas": {
               "Problem": {"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}}},
               "MakeThing": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string", "maxLength": 10},
                "colour": {"type": "string", "enum": ["RED", "BLUE"]}}},
               "Thing": {"type": "object", "required": ["name", "size", "colour", "owner"], "properties": {
                "name": {"type": "string"},
                "size": {"type": "integer", "format": "int32"},
                "colour": {"type": "string", "enum": ["RED", "BLUE"]},
                "owner": {"type": "string", "nullable": true}}}}}}
            """;

    private Shop() {}

    static Description complete() {
        return Description.read(COMPLETE);
    }

    /** With another text in one place. */
    static Description with(String text, String instead) {
        if (!COMPLETE.contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return Description.read(COMPLETE.replace(text, instead));
    }
}
