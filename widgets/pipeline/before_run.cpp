#include "widgets/pipeline/before_run.h"

#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <cmath>
#include <set>

namespace lathe::widgets {
namespace {

enum Role { Tone = Qt::UserRole, Node, Finding, FixTitle };

constexpr int kLine = 26; // of one line
constexpr int kLeft = 40;

// A dot, the sentence wrapped to the width, and at the right the edit that settles it.
class NoteDelegate : public QStyledItemDelegate {
public:
    explicit NoteDelegate(QAbstractItemView* view) : QStyledItemDelegate(view), m_view(view) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const QRectF text =
            QFontMetricsF(font()).boundingRect(QRectF(0, 0, textWidth(index), 1000),
                                               Qt::TextWordWrap, index.data().toString());
        return {100, std::max(kLine, int(std::ceil(text.height())) + 9)};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Theme& theme = Theme::of(option.widget);
        const auto tone = PreflightNote::Tone(index.data(Tone).toInt());
        const bool leads = !index.data(Node).toString().isEmpty();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF row = QRectF(option.rect).adjusted(12, 1, -12, -1);
        const bool focused = option.state & QStyle::State_HasFocus;
        if ((leads && option.state & QStyle::State_MouseOver) || focused) {
            painter->setPen(focused ? QPen(theme.accent, 1) : QPen(Qt::NoPen));
            painter->setBrush(theme.canvas);
            painter->drawRoundedRect(row, 5, 5);
        }
        painter->setPen(Qt::NoPen);
        painter->setBrush(tone == PreflightNote::Tone::Good     ? theme.good
                          : tone == PreflightNote::Tone::Advice ? theme.warn
                                                                : theme.bad);
        painter->drawEllipse(QPointF(row.left() + 13, row.top() + kLine / 2.0 - 1), 4.5, 4.5);
        painter->setFont(font());
        painter->setPen(tone == PreflightNote::Tone::Error ? theme.text : theme.mutedText);
        painter->drawText(QRectF(kLeft, row.top() + 4, textWidth(index), row.height()),
                          Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, index.data().toString());
        if (const QString fix = index.data(FixTitle).toString(); !fix.isEmpty()) {
            painter->setFont(fixFont());
            painter->setPen(theme.accent);
            painter->drawText(fixRect(option.rect, index), Qt::AlignVCenter | Qt::AlignLeft, fix);
        }
        painter->restore();
    }
    [[nodiscard]] QRectF fixRect(const QRect& row, const QModelIndex& index) const
    {
        const double width =
            QFontMetricsF(fixFont()).horizontalAdvance(index.data(FixTitle).toString());
        return {row.right() - 24 - width, double(row.top()), width + 2, kLine};
    }

private:
    static QFont font() { return uiFont(12.5); }
    static QFont fixFont() { return uiFont(12.5, QFont::DemiBold); }
    [[nodiscard]] double textWidth(const QModelIndex& index) const
    {
        const QString fix = index.data(FixTitle).toString();
        const double taken =
            fix.isEmpty() ? 0 : QFontMetricsF(fixFont()).horizontalAdvance(fix) + 20;
        return std::max(120.0, m_view->viewport()->width() - kLeft - 24 - taken);
    }

    QAbstractItemView* m_view;
};

} // namespace

BeforeRun::BeforeRun(const RecipeDocument& document, QWidget* parent)
    : QListWidget(parent), m_document(document)
{
    auto* delegate = new NoteDelegate(this);
    setItemDelegate(delegate);
    setMouseTracking(true);
    setViewportMargins(0, 6, 0, 0);
    setSelectionMode(NoSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setAccessibleName(tr("Before you run"));
    const auto choose = [this](const QListWidgetItem* item) {
        if (const QString node = item->data(Node).toString(); !node.isEmpty())
            Q_EMIT nodeChosen(node.toStdString());
    };
    connect(this, &QListWidget::itemClicked, this, [this, delegate, choose](QListWidgetItem* item) {
        const QPoint at = viewport()->mapFromGlobal(QCursor::pos());
        if (item->data(Finding).toInt() >= 0 &&
            delegate->fixRect(visualItemRect(item), indexFromItem(item)).contains(at))
            fix(item);
        else
            choose(item);
    });
    connect(this, &QListWidget::itemActivated, this, choose);
    connect(&document, &RecipeDocument::problemsChanged, this, &BeforeRun::fill);
    fill();
}

void BeforeRun::setPreflight(std::vector<PreflightNote> notes)
{
    m_preflight = std::move(notes);
    fill();
}

QString BeforeRun::size() const
{
    const int steps = m_document.variantCount();
    std::set<std::string, std::less<>> used;
    for (const auto& node : m_document.recipe().nodes)
        for (const auto& [port, from] : node.inputs)
            used.insert(from);
    int ends = 0;
    for (const auto& node : m_document.recipe().nodes)
        if (!used.contains(node.id))
            ends += m_document.variantCount(node.id);
    if (steps == 1)
        return tr("1 step gives 1 variant, measured beside the original");
    return tr("%1 steps give %2 variants, %3 of them at the ends of the pipeline; equal beginnings "
              "are "
              "computed once")
        .arg(steps)
        .arg(steps)
        .arg(ends);
}

void BeforeRun::fill()
{
    clear();
    using Tone = PreflightNote::Tone;
    const auto addProblems = [this](recipe::Severity severity, Tone tone) {
        for (size_t i = 0; i < m_document.findings().size(); ++i) {
            const recipe::Problem& problem = m_document.findings()[i].problem;
            if (problem.severity != severity)
                continue;
            QString text = saidMessage(problem.text);
            if (!problem.node.empty() && problem.node != recipe::kSource)
                text = m_document.titleOf(problem.node) + ": " + text;
            else if (!text.isEmpty())
                text.replace(0, 1, text.left(1).toUpper());
            add({tone, text, problem.node}, int(i));
        }
    };
    addProblems(recipe::Severity::Error, Tone::Error);
    if (m_document.variantCount() > 0)
        add({Tone::Good, size(), {}});
    for (const auto& note : m_preflight)
        add(note);
    addProblems(recipe::Severity::Advice, Tone::Advice);
}

void BeforeRun::add(const PreflightNote& note, int finding)
{
    auto* item = new QListWidgetItem(note.text, this);
    item->setData(Tone, int(note.tone));
    item->setData(Node, QString::fromStdString(note.node));
    QString tip = note.text.toHtmlEscaped();
    const auto& findings = m_document.findings();
    const bool fixable = finding >= 0 && findings[size_t(finding)].fix;
    item->setData(Finding, fixable ? finding : -1);
    if (fixable) {
        const QString title = saidMessage(findings[size_t(finding)].fix->title);
        item->setData(FixTitle, title);
        item->setData(Qt::AccessibleDescriptionRole, tr("F: %1").arg(title));
        tip += "<br><b>" + tr("F: %1").arg(title).toHtmlEscaped() + "</b>";
    }
    item->setToolTip("<qt>" + tip + "</qt>");
}

void BeforeRun::fix(const QListWidgetItem* item)
{
    const int finding = item ? item->data(Finding).toInt() : -1;
    if (finding < 0)
        return;
    const recipe::Finding chosen = m_document.findings()[size_t(finding)]; // the edit makes new ones
    Q_EMIT fixChosen(chosen);
}

void BeforeRun::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_F && event->modifiers() == Qt::NoModifier)
        fix(currentItem());
    else
        QListWidget::keyPressEvent(event);
}

void BeforeRun::resizeEvent(QResizeEvent* event)
{
    QListWidget::resizeEvent(event);
    scheduleDelayedItemsLayout(); // sentences wrap anew
}

} // namespace lathe::widgets
