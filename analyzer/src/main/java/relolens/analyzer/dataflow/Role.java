package relolens.analyzer.dataflow;

/** What the memory behind a pointer holds, as far as anybody said or the code showed. */
public enum Role {
    /** Bytes that will be executed. */
    CODE,
    /** Translation tables of a regime in force. */
    PAGE_TABLE,
    /** A reserved or zero page used as a table. */
    EMPTY_TABLE,
    DATA,
    STACK,
    DEVICE,
    /** A kexec entry list or anything its entries lead to: list pages, source pages, destination pages. */
    PAGE_LIST
}
