package dev.visor.store.service.config;

/** How a request carries a picture. */
public enum BodyKind {
    /** The bytes of the picture's file are the body. */
    RAW,
    /** The file is a part of {@code multipart/form-data} (RFC 7578). */
    MULTIPART,
    /** The file is a text in base64 (RFC 4648) within JSON. */
    JSON
}
