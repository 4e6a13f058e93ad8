#include "core/engine/tensors/pickle_machine.h"

#include "core/base/error.h"
#include "core/engine/tensors/pickle_globals.h"

#include <bit>
#include <cstring>
#include <map>

namespace lathe::engine::pickle {

namespace {

constexpr size_t kMaxValues = 1'000'000;
constexpr size_t kMaxDimensions = 8;

class Machine {
public:
    explicit Machine(std::span<const std::byte> program) : m_program(program) {}

    Built run()
    {
        while (!m_stopped) {
            m_at = m_next;
            step(take<uint8_t>());
        }
        m_built.root = pop();
        return std::move(m_built);
    }

private:
    // One instruction; the numbers and names are those of Python's pickletools.
    void step(uint8_t instruction)
    {
        switch (instruction) {
        case 0x80: // PROTO
            if (const auto version = take<uint8_t>(); version < 2 || version > 5)
                throw refused(fmt::format("is of pickle protocol {}; 2 to 5 are supported", version));
            return;
        case 0x95: // FRAME
            (void)take<uint64_t>();
            return;
        case '(': // MARK
            return push({Mark{}});
        case 'N': // NONE
            return push({None{}});
        case 0x88: // NEWTRUE
            return push({true});
        case 0x89: // NEWFALSE
            return push({false});
        case 'J': // BININT
            return push({int64_t(take<int32_t>())});
        case 'K': // BININT1
            return push({int64_t(take<uint8_t>())});
        case 'M': // BININT2
            return push({int64_t(take<uint16_t>())});
        case 0x8a: // LONG1
            return push({longNumber()});
        case 'G': // BINFLOAT, the one number that has its first byte first
            return push({std::bit_cast<double>(__builtin_bswap64(take<uint64_t>()))});
        case 'X': // BINUNICODE
        case 'T': // BINSTRING
            return push({text(take<uint32_t>())});
        case 0x8c: // SHORT_BINUNICODE
        case 'U':  // SHORT_BINSTRING
            return push({text(take<uint8_t>())});
        case ')': // EMPTY_TUPLE
        case ']': // EMPTY_LIST
            return push({Sequence{}});
        case '}': // EMPTY_DICT
            return push({Dict{}});
        case 't': // TUPLE
            return push({Sequence{popToMark()}});
        case 0x85: // TUPLE1 to TUPLE3
        case 0x86:
        case 0x87:
            return push({Sequence{popMany(instruction - 0x84u)}});
        case 'a': // APPEND
            return append(popMany(1));
        case 'e': // APPENDS
            return append(popToMark());
        case 's': // SETITEM
            return setItems(popMany(2));
        case 'u': // SETITEMS
            return setItems(popToMark());
        case 'q': // BINPUT
            return put(take<uint8_t>());
        case 'r': // LONG_BINPUT
            return put(take<uint32_t>());
        case 0x94: // MEMOIZE
            return put(uint32_t(m_memo.size()));
        case 'h': // BINGET
            return get(take<uint8_t>());
        case 'j': // LONG_BINGET
            return get(take<uint32_t>());
        case 'c': { // GLOBAL
            const std::string module = line();
            return push({globalNamed(module, line(), m_at)});
        }
        case 0x93: { // STACK_GLOBAL
            const auto names = popMany(2);
            return push({globalNamed(as<std::string>(names[0], "a module's name"),
                                     as<std::string>(names[1], "a global's name"), m_at)});
        }
        case 'Q': // BINPERSID
            return push({storageOf(pop())});
        case 'R': // REDUCE
            return call(popMany(2));
        case 'b': // BUILD: what a dict remembers beside its items
            (void)pop();
            (void)as<Dict>(top(), "a dict to be filled");
            return;
        case '.': // STOP
            m_stopped = true;
            return;
        default:
            throw refused(fmt::format("uses the instruction 0x{:02x}, which no file of tensors needs", instruction));
        }
    }

    [[nodiscard]] Error refused(const std::string& what) const { return refusedAt(m_at, what); }

    const std::byte* bytes(uint64_t count)
    {
        if (count > m_program.size() - m_next)
            throw refused("ends in the middle of an instruction");
        const std::byte* start = m_program.data() + m_next;
        m_next += count;
        return start;
    }
    template <class T> T take()
    {
        T value;
        std::memcpy(&value, bytes(sizeof(T)), sizeof(T));
        return value;
    }
    std::string text(uint64_t length) { return {reinterpret_cast<const char*>(bytes(length)), length}; }
    std::string line()
    {
        std::string text;
        for (char c = take<char>(); c != '\n'; c = take<char>())
            text += c;
        return text;
    }
    int64_t longNumber()
    {
        const auto length = take<uint8_t>();
        if (length > sizeof(int64_t))
            throw refused(fmt::format("holds a whole number of {} bytes; at most 8 are supported", length));
        if (length == 0)
            return 0;
        uint64_t value = 0;
        std::memcpy(&value, bytes(length), length);
        const int unused = 64 - length * 8;
        return int64_t(value << unused) >> unused;
    }

    void push(Value value)
    {
        if (m_built.values.size() >= kMaxValues)
            throw refused(fmt::format("builds more than {} values", kMaxValues));
        m_built.values.push_back(std::move(value));
        m_stack.push_back(ValueRef(m_built.values.size() - 1));
    }
    [[nodiscard]] ValueRef top() const
    {
        if (m_stack.empty())
            throw refused("takes a value where there is none");
        return m_stack.back();
    }
    ValueRef pop()
    {
        const ValueRef value = top();
        m_stack.pop_back();
        return value;
    }
    std::vector<ValueRef> popMany(size_t count)
    {
        if (count > m_stack.size())
            throw refused("takes a value where there is none");
        std::vector<ValueRef> values(m_stack.end() - std::ptrdiff_t(count), m_stack.end());
        m_stack.resize(m_stack.size() - count);
        return values;
    }
    std::vector<ValueRef> popToMark()
    {
        size_t mark = m_stack.size();
        while (mark > 0 && !std::holds_alternative<Mark>(m_built.values[m_stack[mark - 1]].is))
            --mark;
        if (mark == 0)
            throw refused("ends a list that was not begun");
        std::vector<ValueRef> values = popMany(m_stack.size() - mark);
        m_stack.pop_back();
        return values;
    }

    template <class T> T& as(ValueRef value, std::string_view wanted)
    {
        if (T* is = std::get_if<T>(&m_built.values[value].is))
            return *is;
        throw refused(fmt::format("has something else where {} is wanted", wanted));
    }

    void append(const std::vector<ValueRef>& values)
    {
        auto& items = as<Sequence>(top(), "a list").items;
        items.insert(items.end(), values.begin(), values.end());
    }
    void setItems(const std::vector<ValueRef>& values)
    {
        if (values.size() % 2 != 0)
            throw refused("fills a dict with a key that has no value");
        auto& items = as<Dict>(top(), "a dict").items;
        for (size_t i = 0; i < values.size(); i += 2)
            items.emplace_back(values[i], values[i + 1]);
    }

    void put(uint32_t place)
    {
        if (m_memo.size() >= kMaxValues)
            throw refused("remembers too many values");
        m_memo[place] = top();
    }
    void get(uint32_t place)
    {
        const auto found = m_memo.find(place);
        if (found == m_memo.end())
            throw refused(fmt::format("recalls value {}, which was not remembered", place));
        if (m_stack.size() >= kMaxValues)
            throw refused("recalls too many values");
        m_stack.push_back(found->second);
    }

    // ("storage", type, key, device, count)
    StorageRef storageOf(ValueRef id)
    {
        const auto& parts = as<Sequence>(id, "the name of a storage").items;
        if (parts.size() != 5 || as<std::string>(parts[0], "\"storage\"") != "storage")
            throw refused("refers to something outside that is no storage");
        const auto type = as<GlobalName>(parts[1], "a storage's type");
        if (type.global != Global::Storage)
            throw refused("has something else where a storage's type is wanted");
        return {as<std::string>(parts[2], "a storage's key"), type.type,
                as<int64_t>(parts[4], "a storage's length")};
    }

    std::vector<int64_t> numbersOf(ValueRef list)
    {
        const auto& items = as<Sequence>(list, "sizes").items;
        if (items.size() > kMaxDimensions)
            throw refused(fmt::format("makes a tensor of {} dimensions; at most {} are supported", items.size(),
                                      kMaxDimensions));
        std::vector<int64_t> numbers;
        for (const ValueRef item : items)
            numbers.push_back(as<int64_t>(item, "a size"));
        return numbers;
    }

    void call(const std::vector<ValueRef>& parts)
    {
        const GlobalName function = as<GlobalName>(parts[0], "a function");
        const auto& arguments = as<Sequence>(parts[1], "a function's arguments").items;
        const auto wants = [&](size_t count) {
            if (arguments.size() < count)
                throw refused(fmt::format("gives {} arguments where {} are wanted", arguments.size(), count));
        };
        switch (function.global) {
        case Global::OrderedDict:
            return push({Dict{}});
        case Global::RebuildParameter: // data, requires_grad, hooks
            wants(1);
            (void)as<TensorRef>(arguments[0], "a tensor");
            return m_stack.push_back(arguments[0]);
        case Global::RebuildTensor: { // storage, offset, sizes, strides, requires_grad, hooks
            wants(4);
            TensorRef tensor{as<StorageRef>(arguments[0], "a storage"), as<int64_t>(arguments[1], "an offset"),
                             numbersOf(arguments[2]), numbersOf(arguments[3])};
            return push({std::move(tensor)});
        }
        case Global::Storage:
            throw refused("calls a storage's type");
        }
    }

    std::span<const std::byte> m_program;
    size_t m_next = 0, m_at = 0; // in bytes: the next one to read, and the instruction's own
    bool m_stopped = false;
    std::vector<ValueRef> m_stack;
    std::map<uint32_t, ValueRef> m_memo;
    Built m_built;
};

} // namespace

Built build(std::span<const std::byte> program)
{
    return Machine(program).run();
}

} // namespace lathe::engine::pickle
